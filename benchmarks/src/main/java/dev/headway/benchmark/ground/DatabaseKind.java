package dev.headway.benchmark.ground;

/**
 * The kinds of database that can be measured.
 */
public enum DatabaseKind {

	/** H2, in memory within this process and in files for others. */
	H2,

	/** PostgreSQL, in a container unless there is a URL. */
	POSTGRESQL

}
