package dev.headway.script;

/**
 * Which parent a script without a {@code revises} header has.
 */
public enum ParentRule {

	/**
	 * The highest lower version without a header. So a migration that lacks a header by
	 * mistake is a second head, and one that never had one keeps its parent when headers
	 * are introduced.
	 */
	AUTO,

	/** None: every script needs a header. */
	REQUIRED,

	/** Always the next lower version. */
	IMPLICIT

}
