package dev.headway.script;

/**
 * Where migrations come from.
 */
@FunctionalInterface
public interface ScriptSource {

	/**
	 * List what there is now.
	 * @return the listing, for the caller to close
	 */
	ScriptListing list();

}
