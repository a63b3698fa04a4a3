package dev.headway.flyway;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;

import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.ScriptLocations;
import dev.headway.script.name.ScriptNaming;

/**
 * Finds the scripts where Flyway would find them, by its settings for names and encoding.
 */
final class ScriptFinder {

	static final String UNDO_PREFIX = "U";

	static final String BASELINE_PREFIX = "B";

	private final Configuration configuration;

	private final ScriptSettings settings;

	ScriptFinder(Configuration configuration, EngineSettings engine) {
		this.configuration = configuration;
		ScriptNaming naming = new ScriptNaming(configuration.getSqlMigrationPrefix(),
				configuration.getRepeatableSqlMigrationPrefix(), BASELINE_PREFIX, UNDO_PREFIX,
				configuration.getSqlMigrationSeparator(), List.of(configuration.getSqlMigrationSuffixes()));
		this.settings = new ScriptSettings(naming, configuration.getEncoding(), configuration.isDetectEncoding(),
				engine.parentRule(), configuration.isFailOnMissingLocations(),
				configuration.isValidateMigrationNaming(), true, engine.headRule(), engine.resolution());
	}

	List<CodeMigration> findCode() {
		try (ScriptListing listing = source().get()) {
			return List.copyOf(new JavaMigrations(this.configuration).find(listing.classNames()));
		}
	}

	ScriptSettings settings() {
		return this.settings;
	}

	/**
	 * Read all scripts and their problems.
	 */
	MigrationScripts find() {
		try (ScriptListing listing = source().get()) {
			return MigrationScripts.load(this.settings, listing,
					new JavaMigrations(this.configuration).find(listing.classNames()));
		}
	}

	private Supplier<ScriptListing> source() {
		if (this.configuration.isSkipDefaultResolvers()) {
			return () -> List::of;
		}
		ResourceProvider provider = this.configuration.getResourceProvider();
		List<String> locations = Arrays.stream(this.configuration.getLocations()).map(Object::toString).toList();
		Supplier<ScriptListing> source = ScriptLocations.of(locations, this.configuration.getClassLoader());
		return (provider != null) ? new ProvidedScripts(provider, this.configuration, source) : source;
	}

}
