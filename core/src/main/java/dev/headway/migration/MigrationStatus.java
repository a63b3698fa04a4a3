package dev.headway.migration;

/**
 * What a migration history is like, in order of precedence: where several hold, the first
 * one is reported.
 */
public enum MigrationStatus {

	/**
	 * No revision graph can be built from the scripts: a version twice, an unknown
	 * parent, a cycle, an unreadable file and the like.
	 */
	INVALID,

	/**
	 * The graph has more than one head.
	 */
	CONFLICT,

	/**
	 * The schema history has a row of a migration that failed.
	 */
	FAILED,

	/**
	 * A script was edited after it was applied.
	 */
	CHANGED,

	/**
	 * The database went another way than the scripts: an applied revision lacks a parent,
	 * or a revision of another branch was applied.
	 */
	DIVERGED,

	/**
	 * Revisions wait to be applied.
	 */
	PENDING,

	/**
	 * All revisions are applied, and so are descendants of the head that a newer build
	 * brought.
	 */
	AHEAD,

	/**
	 * The database is at the head.
	 */
	UP_TO_DATE;

	/**
	 * Whether this status forbids to apply anything until somebody mends it.
	 * @return {@code true} for all statuses before {@link #PENDING}
	 */
	public boolean forbidsUpgrade() {
		return compareTo(PENDING) < 0;
	}

}
