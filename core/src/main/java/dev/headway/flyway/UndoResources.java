package dev.headway.flyway;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

import dev.headway.HeadwayException;
import dev.headway.flyway.internals.FlywayScan;
import dev.headway.script.Script;

/**
 * The undo scripts as Flyway's parser wants them, and everything else without them.
 */
final class UndoResources {

	private final ResourceProvider all;

	private final Map<String, LoadableResource> undos;

	UndoResources(FlywayScan scan, Configuration configuration) {
		this.all = scan.resources();
		this.undos = this.all.getResources(ScriptFinder.UNDO_PREFIX, configuration.getSqlMigrationSuffixes())
			.stream()
			.collect(
					Collectors.toMap(LoadableResource::getRelativePath, Function.identity(), (first, second) -> first));
	}

	ResourceProvider visible() {
		Set<String> names = this.undos.values()
			.stream()
			.map(LoadableResource::getFilename)
			.collect(Collectors.toUnmodifiableSet());
		return new VisibleResources(this.all, names);
	}

	LoadableResource find(Script script) {
		LoadableResource resource = this.undos.get(script.relativePath());
		if (resource == null) {
			throw new HeadwayException("Flyway does not find the undo script " + script.path()
					+ ", which was there a moment ago. Nothing was undone.");
		}
		return resource;
	}

}
