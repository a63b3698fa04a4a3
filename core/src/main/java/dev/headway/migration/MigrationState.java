package dev.headway.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;

/**
 * A migration history at one moment: the scripts compared with the database.
 *
 * @param status the first status that applies
 * @param current the applied revisions that no other applied revision builds on
 * @param heads the revisions that no other revision revises
 * @param pending the revisions that an upgrade would apply, parents first
 * @param conflict the conflict between the heads, or {@code null} if there is at most one
 * @param problems everything that is wrong, most severe first; may contain details under
 * a status that allows an upgrade
 * @param history all revisions, parents first
 */
public record MigrationState(MigrationStatus status, List<String> current, List<String> heads, List<String> pending,
		@Nullable HeadConflict conflict, List<MigrationProblem> problems, List<HistoryEntry> history) {

	public MigrationState {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		problems = List.copyOf(problems);
		history = List.copyOf(history);
	}

	public Optional<HistoryEntry> find(String version) {
		return this.history.stream().filter((entry) -> entry.version().equals(version)).findFirst();
	}

	/**
	 * Return the applied revisions that this build does not have.
	 * @return their ids, lowest version first
	 */
	public List<String> unknown() {
		return this.history.stream()
			.filter((entry) -> entry.state() == RevisionState.UNKNOWN)
			.map(HistoryEntry::version)
			.toList();
	}

	/**
	 * Count the revisions in force in the database, including those below a baseline.
	 * @return the number of applied revisions
	 */
	public int appliedCount() {
		return (int) this.history.stream().filter((entry) -> entry.state().isApplied()).count();
	}

	/**
	 * The applied revisions that a graph has.
	 * @param graph the graph
	 * @return their ids
	 */
	public Set<String> applied(RevisionGraph graph) {
		return this.history.stream()
			.filter((entry) -> entry.state().isApplied())
			.map(HistoryEntry::version)
			.filter((version) -> graph.find(version).isPresent())
			.collect(Collectors.toSet());
	}

}
