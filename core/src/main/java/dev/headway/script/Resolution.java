package dev.headway.script;

/**
 * Which way to resolve a conflict messages name first.
 */
public enum Resolution {

	/**
	 * A rebase if files share a version or no file has a header, otherwise a merge.
	 */
	AUTO,

	/** A rebase, after which the history is linear. */
	REBASE,

	/** A merge, which changes no existing file. */
	MERGE

}
