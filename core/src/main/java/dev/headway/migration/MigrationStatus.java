package dev.headway.migration;

/**
 * The status of a migration history, in order of precedence: of several that apply, the
 * first one is reported.
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
	 * The scripts have diverged from the database: a parent of an applied revision is not
	 * applied, or a revision of another branch is.
	 */
	DIVERGED,

	/**
	 * There are revisions to apply.
	 */
	PENDING,

	/**
	 * All revisions are applied, and so are descendants of the head from a newer build.
	 */
	AHEAD,

	/**
	 * The database is at the head.
	 */
	UP_TO_DATE;

	/**
	 * Whether this status forbids an upgrade until the problem is fixed.
	 * @return {@code true} for all statuses before {@link #PENDING}
	 */
	public boolean forbidsUpgrade() {
		return compareTo(PENDING) < 0;
	}

}
