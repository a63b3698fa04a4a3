package dev.headway.script.name;

/**
 * What a script is for, told by the prefix of its name.
 */
public enum ScriptKind {

	/**
	 * A versioned migration: a revision of the graph.
	 */
	VERSIONED,

	/**
	 * A repeatable migration: outside the graph.
	 */
	REPEATABLE,

	/**
	 * A baseline migration, which stands for all its ancestors at once.
	 */
	BASELINE,

	/**
	 * The downgrade of the versioned migration with the same version.
	 */
	UNDO

}
