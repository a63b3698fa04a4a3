package dev.headway.migration;

import java.util.List;

/**
 * What an upgrade did.
 *
 * @param applied the revisions that this call applied, in that order; empty if there was
 * nothing to do or another process did it
 * @param state the history afterwards
 */
public record UpgradeResult(List<String> applied, MigrationState state) {

	public UpgradeResult {
		applied = List.copyOf(applied);
	}

}
