package dev.headway.script.name;

/**
 * The purpose of a script, which the prefix of its name shows.
 */
public enum ScriptKind {

	/** A versioned migration: a revision of the graph. */
	VERSIONED,

	/** A repeatable migration, which is not part of the graph. */
	REPEATABLE,

	/** A baseline migration, which replaces all its ancestors. */
	BASELINE,

	/** The downgrade of the versioned migration with the same version. */
	UNDO

}
