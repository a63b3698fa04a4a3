package dev.headway.flyway;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Hides migrations from Flyway: undo scripts, which its community edition complains
 * about, and revisions that must not run.
 */
final class HiddenMigrations {

	private final Set<String> hidden;

	HiddenMigrations(Set<String> hidden) {
		this.hidden = hidden;
	}

	ResourceProvider resources(ResourceProvider all) {
		return new ResourceProvider() {

			@Override
			public @Nullable LoadableResource getResource(String name) {
				return all.getResource(name);
			}

			@Override
			public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
				return all.getResources(prefix, suffixes)
					.stream()
					.filter((resource) -> isVisible(resource.getFilename()))
					.toList();
			}

		};
	}

	ClassProvider<JavaMigration> classes(ClassProvider<JavaMigration> all) {
		return () -> all.getClasses().stream().filter((type) -> isVisible(type.getName())).toList();
	}

	/**
	 * Hide migrations. Several may be of one class, so the versions decide.
	 */
	JavaMigration[] migrations(JavaMigration[] all, Set<Version> required) {
		return Arrays.stream(all)
			.filter((migration) -> isVisible(migration.getClass().getName()) || isRequired(migration, required))
			.toArray(JavaMigration[]::new);
	}

	private static boolean isRequired(JavaMigration migration, Set<Version> required) {
		return migration.getVersion() != null
				&& Version.parse(migration.getVersion().getVersion()).filter(required::contains).isPresent();
	}

	private boolean isVisible(String name) {
		return !this.hidden.contains(name);
	}

}
