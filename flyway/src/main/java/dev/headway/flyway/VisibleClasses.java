package dev.headway.flyway;

import java.util.Collection;
import java.util.Set;

import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Hides some Java migrations from Flyway: revisions that must not run.
 *
 * @param all all classes
 * @param hidden names of the classes to hide
 */
record VisibleClasses(ClassProvider<JavaMigration> all, Set<String> hidden) implements ClassProvider<JavaMigration> {

	@Override
	public Collection<Class<? extends JavaMigration>> getClasses() {
		return this.all.getClasses().stream().filter((type) -> !this.hidden.contains(type.getName())).toList();
	}

}
