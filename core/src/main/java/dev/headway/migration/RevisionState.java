package dev.headway.migration;

/**
 * What has become of a revision in one database.
 */
public enum RevisionState {

	/**
	 * Applied.
	 */
	APPLIED,

	/**
	 * Applied, but its script was edited since.
	 */
	CHANGED,

	/**
	 * Not run here, because a baseline stands for it.
	 */
	BASELINE,

	/**
	 * Tried and failed.
	 */
	FAILED,

	/**
	 * Waits to be applied.
	 */
	PENDING,

	/**
	 * Not applied, and above the target that Flyway is configured with.
	 */
	ABOVE_TARGET,

	/**
	 * Not applied, and left out because Flyway's {@code ignoreMigrationPatterns} say so.
	 */
	IGNORED,

	/**
	 * Applied, but no script of this build has it.
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
