package dev.headway.script;

/**
 * Which parent a script without a {@code revises} header has.
 */
public enum ParentRule {

	/**
	 * The next lower version, as long as no lower version has a header. After that, a
	 * script without a header is a problem.
	 */
	AUTO,

	/** None: every script needs a header. */
	REQUIRED,

	/** Always the next lower version. */
	IMPLICIT

}
