package dev.headway.migration;

import org.jspecify.annotations.Nullable;

/**
 * What became of a migration that failed or was interrupted.
 *
 * @param statement the statement at which the rest begins, from one; {@code null} if no
 * rest is to run
 * @param applied whether it counts as applied
 */
public record FailureOutcome(@Nullable Integer statement, boolean applied) {

	/** Somebody has completed it. */
	public static final FailureOutcome APPLIED = new FailureOutcome(null, true);

	/** Somebody has reverted what it did. */
	public static final FailureOutcome ROLLED_BACK = new FailureOutcome(null, false);

	/**
	 * All statements before one are done, and the rest is to run.
	 * @param statement the number of the statement, from one
	 * @return the outcome
	 * @throws IllegalArgumentException if it is less than one
	 */
	public static FailureOutcome continuesAt(int statement) {
		if (statement < 1) {
			throw new IllegalArgumentException("A script has no statement " + statement + ". The first one is 1.");
		}
		return new FailureOutcome(statement, false);
	}

}
