package dev.headway.script;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.headway.script.name.Version;

/**
 * The migrations of an application: their scripts, the graph they form, and every problem
 * that keeps them from forming one.
 */
public final class MigrationScripts {

	/**
	 * Load the migrations of a source.
	 * @param settings how scripts are named and read
	 * @param source where they are
	 * @param code migrations written in Java
	 * @return the migrations
	 */
	public static MigrationScripts load(ScriptSettings settings, ScriptSource source, Collection<CodeMigration> code) {
		try (ScriptListing listing = source.list()) {
			return load(settings, listing, code);
		}
	}

	/**
	 * Load the migrations of a listing, which stays open.
	 * @param settings how scripts are named and read
	 * @param listing the files
	 * @param code migrations written in Java
	 * @return the migrations
	 */
	public static MigrationScripts load(ScriptSettings settings, ScriptListing listing,
			Collection<CodeMigration> code) {
		return new MigrationScripts();
	}

	/**
	 * Return the versioned migrations, files and classes.
	 * @return the scripts in version order
	 */
	public List<Script> revisions() {
		return List.of();
	}

	/**
	 * Return the repeatable migrations, files and classes.
	 * @return the scripts in order of their descriptions, as Flyway runs them
	 */
	public List<Script> repeatables() {
		return List.of();
	}

	/**
	 * Return the baseline migrations.
	 * @return the scripts in version order
	 */
	public List<Script> baselines() {
		return List.of();
	}

	/**
	 * Return the undo migrations.
	 * @return the scripts in version order
	 */
	public List<Script> undos() {
		return List.of();
	}

	/**
	 * Find the versioned migration of a version.
	 * @param version the version
	 * @return the script, empty if there is none
	 */
	public Optional<Script> find(Version version) {
		return Optional.empty();
	}

	/**
	 * Return everything that is wrong.
	 * @return the problems, empty if there is a graph
	 */
	public List<ScriptProblem> problems() {
		return List.of();
	}

	/**
	 * Return the locations that do not exist, be that a problem or not.
	 * @return the locations as configured
	 */
	public List<String> missingLocations() {
		return List.of();
	}

}
