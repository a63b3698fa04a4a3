package dev.headway.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;
import dev.headway.plan.HeadConflict;

/**
 * The revisions of a migration history, newest first, as they are drawn.
 */
public final class HistoryGraph {

	private final List<GraphRevision> revisions;

	private HistoryGraph(List<GraphRevision> revisions) {
		this.revisions = revisions;
	}

	/**
	 * Draw the revisions of a database and of its scripts.
	 * @param state the state of the database
	 * @return the graph
	 */
	public static HistoryGraph of(MigrationState state) {
		List<HistoryEntry> newestFirst = new ArrayList<>(state.history());
		Collections.reverse(newestFirst);
		return new HistoryGraph(
				newestFirst.stream().map((entry) -> GraphRevision.of(entry, entry.state(), state.conflict())).toList());
	}

	/**
	 * Draw the revisions of scripts.
	 * @param entries the revisions, each before its parents, whose states mean nothing
	 * @param conflict the conflict between their heads, or {@code null}
	 * @return the graph
	 */
	public static HistoryGraph of(List<HistoryEntry> entries, @Nullable HeadConflict conflict) {
		return new HistoryGraph(entries.stream().map((entry) -> GraphRevision.of(entry, null, conflict)).toList());
	}

	HistoryGraph keeping(Set<String> ids) {
		return new HistoryGraph(this.revisions.stream().filter((revision) -> ids.contains(revision.id())).toList());
	}

	List<GraphRevision> revisions() {
		return this.revisions;
	}

	/**
	 * The rows of the revisions, in the same order.
	 */
	List<LaneRow> rows() {
		Map<String, List<String>> parents = new LinkedHashMap<>();
		this.revisions.forEach((revision) -> parents.put(revision.id(), revision.entry().revises()));
		return LaneLayout.of(parents);
	}

}
