package dev.headway.migration;

import java.util.List;

/**
 * What a downgrade did.
 *
 * @param undone the revisions that were undone, in that order
 * @param state the history afterwards
 */
public record DowngradeResult(List<String> undone, MigrationState state) {

	public DowngradeResult {
		undone = List.copyOf(undone);
	}

}
