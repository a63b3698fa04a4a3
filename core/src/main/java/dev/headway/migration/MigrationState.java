package dev.headway.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
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
 * @param progress the upgrade that a process runs at the moment, or {@code null} if none
 * is known
 */
public record MigrationState(MigrationStatus status, List<String> current, List<String> heads, List<String> pending,
		@Nullable HeadConflict conflict, List<MigrationProblem> problems, List<HistoryEntry> history,
		@Nullable Progress progress) {

	public MigrationState {
		current = List.copyOf(current);
		heads = List.copyOf(heads);
		pending = List.copyOf(pending);
		problems = List.copyOf(problems);
		history = List.copyOf(history);
	}

	/**
	 * Create a state without an upgrade that runs.
	 * @param status the status
	 * @param current the current revisions
	 * @param heads the heads
	 * @param pending the pending revisions
	 * @param conflict the conflict, or {@code null}
	 * @param problems the problems
	 * @param history all revisions
	 */
	public MigrationState(MigrationStatus status, List<String> current, List<String> heads, List<String> pending,
			@Nullable HeadConflict conflict, List<MigrationProblem> problems, List<HistoryEntry> history) {
		this(status, current, heads, pending, conflict, problems, history, null);
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

	/**
	 * How far an upgrade has got. Known once it has been running for a second, in each
	 * process that reads the database.
	 *
	 * @param revision the id of the revision that is being applied, or the script if it
	 * is repeatable
	 * @param position how many migrations the upgrade has begun
	 * @param total how many it will run
	 * @param since when this migration began
	 * @param waitsFor the lock that it waits for and the sessions that have it, or
	 * {@code null} if it waits for none that is known
	 */
	public record Progress(String revision, int position, int total, Instant since, @Nullable String waitsFor) {

		/**
		 * How long the migration has been running.
		 * @param now the time
		 * @return the duration, at least zero
		 */
		public Duration duration(Instant now) {
			return now.isAfter(this.since) ? Duration.between(this.since, now) : Duration.ZERO;
		}

		/**
		 * Describe it in words, which are printable.
		 * @param now the time
		 * @return such as {@code 21 (3 of 12) has been running for 41 s}
		 */
		public String describe(Instant now) {
			String waiting = (this.waitsFor != null) ? ", waiting for " + this.waitsFor : "";
			return Printable.line("%s (%d of %d) has been running for %d s%s".formatted(this.revision, this.position,
					this.total, duration(now).toSeconds(), waiting));
		}

	}

}
