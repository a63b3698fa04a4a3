package dev.headway.flyway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resource.LoadableResource;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.internals.FlywayScan;
import dev.headway.script.Script;
import dev.headway.script.name.ScriptKind;

/**
 * The scripts as Flyway's parser wants them, and what Flyway itself may see: everything
 * but undo scripts.
 */
final class ScriptResources {

	private final ResourceProvider all;

	private final Configuration configuration;

	private final Map<ScriptKind, Map<String, LoadableResource>> byPath = new EnumMap<>(ScriptKind.class);

	ScriptResources(Configuration configuration) {
		this.all = new FlywayScan(configuration).resources();
		this.configuration = configuration;
	}

	ResourceProvider visible() {
		Set<String> names = ofKind(ScriptKind.UNDO).values()
			.stream()
			.map(LoadableResource::getFilename)
			.collect(Collectors.toUnmodifiableSet());
		return new HiddenMigrations(names).resources(this.all);
	}

	LoadableResource find(Script script) {
		LoadableResource resource = ofKind(script.kind()).get(script.relativePath());
		if (resource == null) {
			throw new HeadwayException("Flyway cannot find the script " + Printable.line(script.path())
					+ ", which existed a moment ago. Restore it, or run the command again.");
		}
		return resource;
	}

	private Map<String, LoadableResource> ofKind(ScriptKind kind) {
		return this.byPath.computeIfAbsent(kind,
				(any) -> this.all.getResources(prefix(kind), this.configuration.getSqlMigrationSuffixes())
					.stream()
					.collect(Collectors.toMap(LoadableResource::getRelativePath, Function.identity(),
							(first, second) -> first)));
	}

	private String prefix(ScriptKind kind) {
		return switch (kind) {
			case VERSIONED -> this.configuration.getSqlMigrationPrefix();
			case REPEATABLE -> this.configuration.getRepeatableSqlMigrationPrefix();
			case BASELINE -> ScriptFinder.BASELINE_PREFIX;
			case UNDO -> ScriptFinder.UNDO_PREFIX;
		};
	}

}
