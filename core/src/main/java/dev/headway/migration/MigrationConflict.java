package dev.headway.migration;

import java.util.List;

/**
 * Two or more heads, and how to become one again.
 *
 * @param heads the heads, in version order
 * @param forkedAt the latest revisions that lie below more than one head; empty where the
 * heads have no ancestor in common
 * @param resolve commands, each of which alone resolves the conflict
 */
public record MigrationConflict(List<String> heads, List<String> forkedAt, List<String> resolve) {

	public MigrationConflict {
		heads = List.copyOf(heads);
		forkedAt = List.copyOf(forkedAt);
		resolve = List.copyOf(resolve);
	}

}
