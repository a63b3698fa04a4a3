package dev.headway.migration;

import java.util.List;

/**
 * What a stamp recorded.
 *
 * @param removed the revisions that no longer count as applied, in that order
 * @param added the revisions that count as applied from now on, in that order
 * @param state the history afterwards
 */
public record StampResult(List<String> removed, List<String> added, MigrationState state) {

	public StampResult {
		removed = List.copyOf(removed);
		added = List.copyOf(added);
	}

}
