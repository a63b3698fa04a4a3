package dev.headway.boot.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationMonitor.Reading;
import dev.headway.graph.PageHistory;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;

/**
 * {@link Endpoint @Endpoint} that shows the migration histories of an application as
 * {@link MigrationMonitor} last read them.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

	private final MigrationMonitor monitor;

	/**
	 * Create the endpoint.
	 * @param monitor the monitor to read from
	 */
	public MigrationsEndpoint(MigrationMonitor monitor) {
		this.monitor = monitor;
	}

	/**
	 * Return all histories.
	 * @return the histories
	 */
	@ReadOperation(producesFrom = MigrationsFormat.class)
	public MigrationsDescriptor migrations() {
		return migrations(HistoryDescriptor::of);
	}

	MigrationsDescriptor migrations(HistorySelection selection) {
		return migrations((reading) -> HistoryDescriptor.of(reading, selection));
	}

	private MigrationsDescriptor migrations(Function<Reading, HistoryDescriptor> description) {
		Map<String, HistoryDescriptor> histories = new LinkedHashMap<>();
		this.monitor.names().forEach((name) -> histories.put(name, description.apply(read(name))));
		return new MigrationsDescriptor(
				Collections.min(histories.values().stream().map(HistoryDescriptor::status).toList()), histories);
	}

	/**
	 * All histories, to draw them.
	 */
	List<PageHistory> histories() {
		return this.monitor.names().stream().map((name) -> {
			Reading reading = read(name);
			return PageHistory.of(name, state(reading), reading.overdue() ? reading.takenAt() : null);
		}).toList();
	}

	/**
	 * Return one revision.
	 * @param revision the revision's id
	 * @return the revision in each history that contains it, or {@code null} if none does
	 */
	@ReadOperation
	public @Nullable RevisionDescriptor revision(@Selector String revision) {
		Map<String, EntryDescriptor> histories = new LinkedHashMap<>();
		for (String name : this.monitor.names()) {
			MigrationState state = state(read(name));
			state.find(revision).ifPresent((entry) -> histories.put(name, EntryDescriptor.inFull(entry, state)));
		}
		return histories.isEmpty() ? null : new RevisionDescriptor(histories);
	}

	private Reading read(String name) {
		return this.monitor.readWithScripts(name);
	}

	private static MigrationState state(Reading reading) {
		if (reading.state() == null) {
			throw new MigrationsRequestException(reading);
		}
		return reading.state();
	}

	/**
	 * All histories, by name of the {@code Flyway} bean, and the most severe status.
	 */
	public record MigrationsDescriptor(MigrationStatus status,
			Map<String, HistoryDescriptor> histories) implements OperationResponseBody {

	}

	/**
	 * One history: a {@link MigrationState}, with the requested part of its revisions and
	 * the total number of those that match, which is {@code null} if all were requested.
	 * If the database does not answer, {@code readAt} is when it last did; otherwise it
	 * is {@code null}, as is {@code progress} unless an upgrade is running.
	 */
	public record HistoryDescriptor(MigrationStatus status, @Nullable Instant readAt, List<String> current,
			List<String> heads, List<String> pending, @Nullable Progress progress,
			@Nullable ConflictDescriptor conflict, List<ProblemDescriptor> problems, @Nullable Integer total,
			List<EntryDescriptor> history) {

		private static HistoryDescriptor of(Reading reading) {
			return of(reading, null, state(reading).history());
		}

		private static HistoryDescriptor of(Reading reading, HistorySelection selection) {
			List<HistoryEntry> matching = selection.matching(state(reading).history());
			return of(reading, matching.size(), selection.page(matching));
		}

		private static HistoryDescriptor of(Reading reading, @Nullable Integer total, List<HistoryEntry> history) {
			MigrationState state = state(reading);
			return new HistoryDescriptor(state.status(), reading.overdue() ? reading.takenAt() : null, state.current(),
					state.heads(), state.pending(), state.progress(), ConflictDescriptor.of(state),
					state.problems().stream().map(ProblemDescriptor::of).toList(), total,
					history.stream().map(EntryDescriptor::of).toList());
		}

	}

	/**
	 * A {@link HeadConflict}, with the scripts of the heads.
	 */
	public record ConflictDescriptor(List<String> heads, List<String> scripts, List<String> forkedAt, List<String> late,
			List<String> resolve) {

		private static @Nullable ConflictDescriptor of(MigrationState state) {
			HeadConflict conflict = state.conflict();
			if (conflict == null) {
				return null;
			}
			List<String> scripts = conflict.heads()
				.stream()
				.flatMap((head) -> state.find(head).stream())
				.map(HistoryEntry::script)
				.toList();
			return new ConflictDescriptor(conflict.heads(), scripts, conflict.forkedAt(), conflict.late(),
					conflict.resolve());
		}

	}

	/**
	 * A {@link MigrationProblem}.
	 */
	public record ProblemDescriptor(String code, String message, List<String> scripts) {

		private static ProblemDescriptor of(MigrationProblem problem) {
			return new ProblemDescriptor(problem.code(), problem.message(), problem.scripts());
		}

	}

	/**
	 * One revision from each history that contains it, by name of the {@code Flyway}
	 * bean.
	 */
	public record RevisionDescriptor(Map<String, EntryDescriptor> histories) implements OperationResponseBody {

	}

	/**
	 * A {@link HistoryEntry}, its children, and the entries that have the same version,
	 * which are {@code null} if there are none. In a list, these, the dependencies and
	 * the labels are {@code null}.
	 */
	public record EntryDescriptor(String version, String description, List<String> revises,
			@Nullable List<String> revisedBy, @Nullable List<String> dependsOn, @Nullable Set<String> labels,
			RevisionState state, boolean current, boolean head, boolean branchPoint, boolean mergePoint,
			@Nullable Instant installedOn, @Nullable String installedBy, @Nullable Integer executionTimeMillis,
			String script, boolean reversible, @Nullable Instant undoneOn,
			@Nullable List<EntryDescriptor> sameVersion) {

		private static EntryDescriptor of(HistoryEntry entry) {
			return of(entry, null, null, null, null);
		}

		private static EntryDescriptor inFull(HistoryEntry entry, MigrationState state) {
			List<String> revisedBy = state.history()
				.stream()
				.filter((other) -> other.revises().contains(entry.version()))
				.map(HistoryEntry::version)
				.toList();
			List<EntryDescriptor> sameVersion = entry.sameVersion()
				.stream()
				.flatMap((id) -> state.find(id).stream())
				.map(EntryDescriptor::of)
				.toList();
			return of(entry, revisedBy, entry.dependsOn(), entry.labels(), sameVersion.isEmpty() ? null : sameVersion);
		}

		private static EntryDescriptor of(HistoryEntry entry, @Nullable List<String> revisedBy,
				@Nullable List<String> dependsOn, @Nullable Set<String> labels,
				@Nullable List<EntryDescriptor> sameVersion) {
			return new EntryDescriptor(entry.version(), entry.description(), entry.revises(), revisedBy, dependsOn,
					labels, entry.state(), entry.current(), entry.head(), entry.branchPoint(), entry.mergePoint(),
					entry.installedOn(), entry.installedBy(), entry.executionTimeMillis(), entry.script(),
					entry.reversible(), entry.undoneOn(), sameVersion);
		}

	}

}
