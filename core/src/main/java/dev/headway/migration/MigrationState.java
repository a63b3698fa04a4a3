package dev.headway.migration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionGraph;

/**
 * A migration history at one moment: the scripts laid beside the database.
 *
 * @param status the first status that holds
 * @param current the applied revisions that no other applied revision builds on
 * @param heads the revisions that no other revision revises
 * @param pending the revisions that an upgrade would apply, parents first
 * @param conflict the conflict between the heads, or {@code null} if there is only one
 * @param problems all that is wrong, gravest first; may hold details under a status that
 * forbids nothing
 * @param history all revisions, parents first
 */
public record MigrationState(MigrationStatus status, List<String> current, List<String> heads, List<String> pending,
		@Nullable MigrationConflict conflict, List<MigrationProblem> problems, List<HistoryEntry> history) {

	public MigrationState {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		problems = List.copyOf(problems);
		history = List.copyOf(history);
	}

	/**
	 * Find one revision of the history.
	 * @param version the revision's id
	 * @return the revision, or empty if there is none of that id
	 */
	public Optional<HistoryEntry> find(String version) {
		return this.history.stream().filter((entry) -> entry.version().equals(version)).findFirst();
	}

	/**
	 * The applied revisions that no script of this build has.
	 * @return their ids, lowest version first
	 */
	public List<String> unknown() {
		return this.history.stream()
			.filter((entry) -> entry.state() == RevisionState.UNKNOWN)
			.map(HistoryEntry::version)
			.toList();
	}

	/**
	 * How many revisions are in force in the database, those below a baseline included.
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
