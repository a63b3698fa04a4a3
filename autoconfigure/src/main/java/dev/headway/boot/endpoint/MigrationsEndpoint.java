package dev.headway.boot.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;

/**
 * {@link Endpoint @Endpoint} that shows the migration histories of an application, as
 * {@link MigrationMonitor} sees them.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

	private final MigrationMonitor monitor;

	private final Map<String, Description> descriptions = new ConcurrentHashMap<>();

	/**
	 * Create the endpoint.
	 * @param monitor the monitor to ask
	 */
	public MigrationsEndpoint(MigrationMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * All histories.
	 * @return what they are like
	 */
	@ReadOperation
	public MigrationsDescriptor migrations() {
		return describe((history) -> history);
	}

	/**
	 * All histories, with some of their revisions.
	 * @param selection which revisions to list
	 * @return what they are like
	 */
	MigrationsDescriptor migrations(HistorySelection selection) {
		return describe((history) -> history.select(selection));
	}

	/**
	 * One revision.
	 * @param revision the revision's id
	 * @return the revision in each history that has it, or {@code null} if none has
	 */
	@ReadOperation
	public @Nullable RevisionDescriptor revision(@Selector String revision) {
		Map<String, FullEntryDescriptor> histories = new LinkedHashMap<>();
		states().forEach((name, state) -> state.find(revision)
			.ifPresent((entry) -> histories.put(name, FullEntryDescriptor.of(entry, state))));
		return histories.isEmpty() ? null : new RevisionDescriptor(histories);
	}

	private MigrationsDescriptor describe(UnaryOperator<HistoryDescriptor> selection) {
		Map<String, HistoryDescriptor> histories = new LinkedHashMap<>();
		states().forEach((name, state) -> histories.put(name, selection.apply(describe(name, state))));
		return new MigrationsDescriptor(
				Collections.min(histories.values().stream().map(HistoryDescriptor::status).toList()), histories);
	}

	private HistoryDescriptor describe(String name, MigrationState state) {
		Description description = this.descriptions.get(name);
		if (description == null || !description.isOf(state)) {
			description = new Description(state, HistoryDescriptor.of(state));
			this.descriptions.put(name, description);
		}
		return description.descriptor();
	}

	private Map<String, MigrationState> states() {
		Map<String, MigrationState> states = new LinkedHashMap<>();
		this.monitor.names().forEach((name) -> states.put(name, state(name)));
		return states;
	}

	private MigrationState state(String name) {
		Reading reading = this.monitor.readWithScripts(name);
		if (reading.state() == null) {
			throw new HistoryUnreadableException(name, reading.failure());
		}
		return reading.state();
	}

	/**
	 * What was last said of a state.
	 *
	 * @param state the state
	 * @param descriptor what was said
	 */
	private record Description(MigrationState state, HistoryDescriptor descriptor) {

		/**
		 * Tell by the object, since states of thousands of revisions are costly to
		 * compare.
		 */
		@SuppressWarnings("ReferenceEquality")
		boolean isOf(MigrationState other) {
			return this.state == other;
		}

	}

	/**
	 * All histories of an application.
	 *
	 * @param status the gravest status of all
	 * @param histories the histories, by name of the {@code Flyway} bean
	 */
	public record MigrationsDescriptor(MigrationStatus status,
			Map<String, HistoryDescriptor> histories) implements OperationResponseBody {

	}

	/**
	 * One history.
	 *
	 * @param status its status
	 * @param current the applied revisions that no other applied revision builds on
	 * @param heads the revisions that no other revises
	 * @param pending the revisions that wait to be applied
	 * @param conflict the conflict between heads, if there is one
	 * @param problems all that is wrong
	 * @param total how many revisions could be listed, {@code null} if all of them are
	 * @param history all revisions, or those that were asked for, parents first
	 */
	public record HistoryDescriptor(MigrationStatus status, List<String> current, List<String> heads,
			List<String> pending, @Nullable ConflictDescriptor conflict, List<ProblemDescriptor> problems,
			@Nullable Integer total, List<EntryDescriptor> history) {

		private static HistoryDescriptor of(MigrationState state) {
			return new HistoryDescriptor(state.status(), state.current(), state.heads(), state.pending(),
					ConflictDescriptor.of(state.conflict()),
					state.problems().stream().map(ProblemDescriptor::of).toList(), null,
					state.history().stream().map(EntryDescriptor::of).toList());
		}

		private HistoryDescriptor select(HistorySelection selection) {
			List<EntryDescriptor> matching = selection.matching(this.history);
			return new HistoryDescriptor(this.status, this.current, this.heads, this.pending, this.conflict,
					this.problems, matching.size(), selection.page(matching));
		}

	}

	/**
	 * Two or more heads.
	 *
	 * @param heads the heads
	 * @param forkedAt where they part
	 * @param resolve commands, each of which alone resolves the conflict
	 */
	public record ConflictDescriptor(List<String> heads, List<String> forkedAt, List<String> resolve) {

		private static @Nullable ConflictDescriptor of(@Nullable HeadConflict conflict) {
			return (conflict != null)
					? new ConflictDescriptor(conflict.heads(), conflict.forkedAt(), conflict.resolve()) : null;
		}

	}

	/**
	 * One thing that is wrong.
	 *
	 * @param code what it is
	 * @param message what is wrong and what mends it
	 * @param scripts the scripts concerned
	 */
	public record ProblemDescriptor(String code, String message, List<String> scripts) {

		private static ProblemDescriptor of(MigrationProblem problem) {
			return new ProblemDescriptor(problem.code(), problem.message(), problem.scripts());
		}

	}

	/**
	 * One revision among others.
	 *
	 * @param version its id
	 * @param description what it does
	 * @param revises its parents
	 * @param state what has become of it
	 * @param current whether it is current
	 * @param head whether it is a head
	 * @param branchPoint whether several revisions revise it
	 * @param mergePoint whether it revises several revisions
	 * @param installedOn when it was applied, if it was
	 * @param installedBy who applied it, if it was applied
	 * @param executionTimeMillis how long it took, if it was applied
	 * @param script its script
	 * @param reversible whether there is an undo script for it
	 * @param undoneOn when it was last undone, if it ever was
	 */
	public record EntryDescriptor(String version, String description, List<String> revises, RevisionState state,
			boolean current, boolean head, boolean branchPoint, boolean mergePoint, @Nullable Instant installedOn,
			@Nullable String installedBy, @Nullable Integer executionTimeMillis, String script, boolean reversible,
			@Nullable Instant undoneOn) {

		private static EntryDescriptor of(HistoryEntry entry) {
			return new EntryDescriptor(entry.version(), entry.description(), entry.revises(), entry.state(),
					entry.current(), entry.head(), entry.branchPoint(), entry.mergePoint(), entry.installedOn(),
					entry.installedBy(), entry.executionTimeMillis(), entry.script(), entry.reversible(),
					entry.undoneOn());
		}

	}

	/**
	 * One revision wherever it occurs.
	 *
	 * @param histories the revision, by name of the {@code Flyway} bean
	 */
	public record RevisionDescriptor(Map<String, FullEntryDescriptor> histories) implements OperationResponseBody {

	}

	/**
	 * One revision in full.
	 *
	 * @param version its id
	 * @param description what it does
	 * @param revises its parents
	 * @param revisedBy its children
	 * @param dependsOn what else must be applied before it
	 * @param labels branch labels in force on it
	 * @param state what has become of it
	 * @param current whether it is current
	 * @param head whether it is a head
	 * @param branchPoint whether several revisions revise it
	 * @param mergePoint whether it revises several revisions
	 * @param installedOn when it was applied, if it was
	 * @param installedBy who applied it, if it was applied
	 * @param executionTimeMillis how long it took, if it was applied
	 * @param script its script
	 * @param reversible whether there is an undo script for it
	 * @param undoneOn when it was last undone, if it ever was
	 */
	public record FullEntryDescriptor(String version, String description, List<String> revises, List<String> revisedBy,
			List<String> dependsOn, Set<String> labels, RevisionState state, boolean current, boolean head,
			boolean branchPoint, boolean mergePoint, @Nullable Instant installedOn, @Nullable String installedBy,
			@Nullable Integer executionTimeMillis, String script, boolean reversible, @Nullable Instant undoneOn) {

		private static FullEntryDescriptor of(HistoryEntry entry, MigrationState state) {
			List<String> revisedBy = state.history()
				.stream()
				.filter((other) -> other.revises().contains(entry.version()))
				.map(HistoryEntry::version)
				.toList();
			return new FullEntryDescriptor(entry.version(), entry.description(), entry.revises(), revisedBy,
					entry.dependsOn(), entry.labels(), entry.state(), entry.current(), entry.head(),
					entry.branchPoint(), entry.mergePoint(), entry.installedOn(), entry.installedBy(),
					entry.executionTimeMillis(), entry.script(), entry.reversible(), entry.undoneOn());
		}

	}

}
