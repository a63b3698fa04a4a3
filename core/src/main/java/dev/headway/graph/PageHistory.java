package dev.headway.graph;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

/**
 * A migration history on a {@link HistoryPage}.
 *
 * @param name its name
 * @param status its status, {@code null} if there is no database to ask
 * @param current the revisions that the database is at
 * @param heads the heads
 * @param pending the number of pending revisions
 * @param applied the number of applied revisions
 * @param problems what is wrong
 * @param conflict the conflict between heads, or {@code null}
 * @param progress the upgrade that runs at the moment, or {@code null}
 * @param overdueSince when the database last answered, {@code null} if it does
 * @param graph the revisions
 */
public record PageHistory(String name, @Nullable MigrationStatus status, List<String> current, List<String> heads,
		int pending, int applied, List<MigrationProblem> problems, @Nullable HeadConflict conflict,
		@Nullable Progress progress, @Nullable Instant overdueSince, HistoryGraph graph) {

	public PageHistory {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		problems = List.copyOf(problems);
	}

	/**
	 * Show a database and its scripts.
	 * @param name the name of the history
	 * @param state the state
	 * @param overdueSince when the database last answered, {@code null} if it does
	 * @return the history
	 */
	public static PageHistory of(String name, MigrationState state, @Nullable Instant overdueSince) {
		return new PageHistory(name, state.status(), state.current(), state.heads(), state.pending().size(),
				state.appliedCount(), state.problems(), state.conflict(), state.progress(), overdueSince,
				HistoryGraph.of(state));
	}

	/**
	 * Leave revisions out.
	 * @param ids the revisions to show
	 * @return the history with these revisions only
	 */
	public PageHistory keeping(Set<String> ids) {
		return new PageHistory(this.name, this.status, this.current, this.heads, this.pending, this.applied,
				this.problems, this.conflict, this.progress, this.overdueSince, this.graph.keeping(ids));
	}

	/**
	 * Show scripts only.
	 * @param name the name of the history
	 * @param graph the revisions
	 * @param conflict the conflict between the heads, or {@code null}
	 * @return the history
	 */
	public static PageHistory of(String name, HistoryGraph graph, @Nullable HeadConflict conflict) {
		List<String> heads = graph.revisions()
			.stream()
			.filter((revision) -> revision.has(RevisionMark.HEAD))
			.map(GraphRevision::id)
			.toList();
		return new PageHistory(name, null, List.of(), heads, 0, 0, List.of(), conflict, null, null, graph);
	}

}
