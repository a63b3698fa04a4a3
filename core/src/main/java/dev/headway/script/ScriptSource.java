package dev.headway.script;

/**
 * Provides migrations for {@link MigrationScripts}.
 */
@FunctionalInterface
public interface ScriptSource {

	/**
	 * List the current files.
	 * @return the listing, for the caller to close
	 */
	ScriptListing list();

}
