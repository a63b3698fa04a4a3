package dev.headway.migration;

/**
 * The state of a revision in one database.
 */
public enum RevisionState {

	/**
	 * Applied.
	 */
	APPLIED,

	/**
	 * Applied, but its script has been edited since.
	 */
	CHANGED,

	/**
	 * Not run here, because a baseline replaces it, or because it is itself a baseline
	 * script and the history is not empty.
	 */
	BASELINE,

	/**
	 * Failed.
	 */
	FAILED,

	/**
	 * To be applied by the next upgrade.
	 */
	PENDING,

	/**
	 * Not applied, and above the target that Flyway is configured with.
	 */
	ABOVE_TARGET,

	/**
	 * Not applied, and left out by Flyway's {@code ignoreMigrationPatterns}.
	 */
	IGNORED,

	/**
	 * Applied, but this build does not have it.
	 */
	UNKNOWN;

	/**
	 * Return whether the database counts the revision as applied.
	 * @return whether it is applied, with or without a script in this build
	 */
	public boolean isApplied() {
		return switch (this) {
			case APPLIED, CHANGED, BASELINE, UNKNOWN -> true;
			case FAILED, PENDING, ABOVE_TARGET, IGNORED -> false;
		};
	}

}
