package dev.headway.script;

/**
 * What the parent of a script without a {@code revises} header is.
 */
public enum ParentRule {

	/**
	 * The version just below, as long as no lower version has a header; from then on, a
	 * script without a header is a problem.
	 */
	AUTO,

	/**
	 * None: every script needs a header.
	 */
	REQUIRED,

	/**
	 * Always the version just below.
	 */
	IMPLICIT

}
