package dev.headway.flyway;

import java.util.Collection;
import java.util.Set;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Hides some files from Flyway: undo scripts, which its community edition complains
 * about, and revisions that must not run.
 *
 * @param all all resources
 * @param hidden names of the files to hide
 */
record VisibleResources(ResourceProvider all, Set<String> hidden) implements ResourceProvider {

	@Override
	public @Nullable LoadableResource getResource(String name) {
		return this.all.getResource(name);
	}

	@Override
	public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
		return this.all.getResources(prefix, suffixes)
			.stream()
			.filter((resource) -> !this.hidden.contains(resource.getFilename()))
			.toList();
	}

}
