package dev.headway.migration;

import java.util.List;

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

	/**
	 * What was done about a migration or an undo script that had failed or was
	 * interrupted.
	 *
	 * @param applied the migrations that were applied, or recorded as applied
	 * @param undone the revision whose undo script has run to its end
	 * @param state the history afterwards
	 */
	public record Resolved(List<String> applied, List<String> undone, MigrationState state) {

		public Resolved {
			applied = List.copyOf(applied);
			undone = List.copyOf(undone);
		}

		/**
		 * Describe what an upgrade did, with the rest of the migration.
		 * @param result what it did
		 * @return the same
		 */
		public static Resolved of(UpgradeResult result) {
			return new Resolved(result.applied(), List.of(), result.state());
		}

		/**
		 * Describe what the rest of an undo script did.
		 * @param result what it did
		 * @return the same
		 */
		public static Resolved of(DowngradeResult result) {
			return new Resolved(List.of(), result.undone(), result.state());
		}

	}

}
