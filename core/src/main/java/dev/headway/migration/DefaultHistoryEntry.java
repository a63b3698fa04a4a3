package dev.headway.migration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;

/**
 * What a {@link HistoryEntry.Builder} builds.
 */
record DefaultHistoryEntry(Revision revision, String script, RevisionState state, boolean current, boolean head,
		boolean branchPoint, @Nullable Instant installedOn, @Nullable String installedBy,
		@Nullable Integer executionTimeMillis, List<String> sameVersion, boolean reversible,
		@Nullable Instant undoneOn) implements HistoryEntry {

	@Override
	public String version() {
		return this.revision.id();
	}

	@Override
	public String description() {
		return this.revision.description();
	}

	@Override
	public List<String> revises() {
		return this.revision.parents();
	}

	@Override
	public List<String> dependsOn() {
		return this.revision.dependsOn();
	}

	@Override
	public Set<String> labels() {
		return this.revision.labels();
	}

	@Override
	public boolean mergePoint() {
		return this.revision.parents().size() > 1;
	}

}
