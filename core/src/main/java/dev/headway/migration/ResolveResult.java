package dev.headway.migration;

import java.util.List;

/**
 * What became of a migration or an undo script that had failed or was interrupted.
 *
 * @param applied the migrations that were applied, or recorded as applied
 * @param undone the revision whose undo script has run to its end
 * @param state the history afterwards
 */
public record ResolveResult(List<String> applied, List<String> undone, MigrationState state) {

	public ResolveResult {
		applied = List.copyOf(applied);
		undone = List.copyOf(undone);
	}

	/**
	 * Describe what an upgrade did, with the rest of the migration.
	 * @param result what it did
	 * @return the same
	 */
	public static ResolveResult of(UpgradeResult result) {
		return new ResolveResult(result.applied(), List.of(), result.state());
	}

	/**
	 * Describe what the rest of an undo script did.
	 * @param result what it did
	 * @return the same
	 */
	public static ResolveResult of(DowngradeResult result) {
		return new ResolveResult(List.of(), result.undone(), result.state());
	}

}
