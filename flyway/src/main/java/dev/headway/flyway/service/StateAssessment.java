package dev.headway.flyway.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.progress.ProgressRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.check.ConflictCheck;

/**
 * Assesses {@link StateInput}: which status applies, and why.
 */
final class StateAssessment {

	private final StateInput input;

	private final List<StatusProblem> findings = new ArrayList<>();

	private StateAssessment(StateInput input) {
		this.input = input;
	}

	static MigrationState of(StateInput input) {
		StateAssessment assessment = new StateAssessment(input);
		return input.graph().map(assessment::withGraph).orElseGet(assessment::withoutGraph);
	}

	private MigrationState withoutGraph() {
		ScriptChecks scripts = new ScriptChecks(this.input);
		this.findings.addAll(scripts.invalid());
		this.findings.addAll(scripts.failed());
		this.findings.addAll(scripts.halfUndone());
		List<StatusProblem> changed = scripts.changed((row) -> false);
		this.findings.addAll(changed);
		this.findings.addAll(scripts.warnings());
		Set<HistoryRow> replaced = scripts.replaced((row) -> false);
		Set<String> current = currentWithoutGraph(replaced);
		List<HistoryEntry> history = new HistoryEntries(this.input, Set.of(), names(changed), current, replaced)
			.ofScripts();
		return state(List.copyOf(current), List.of(), null, false, history);
	}

	/**
	 * The applied versions that no applied script or row names as its parent.
	 */
	private Set<String> currentWithoutGraph(Set<HistoryRow> replaced) {
		Set<String> parents = new HashSet<>();
		Set<String> applied = new LinkedHashSet<>();
		this.input.history().applied().forEach((version, row) -> {
			applied.add(replaced.contains(row) ? row.script() : this.input.id(version));
			Optional.ofNullable(this.input.byVersion().get(version))
				.ifPresent((script) -> parents.addAll(script.parents()));
			this.input.history()
				.parents()
				.getOrDefault(version, List.of())
				.forEach((parent) -> parents.add(this.input.id(parent)));
		});
		applied.removeAll(parents);
		return applied;
	}

	private MigrationState withGraph(RevisionGraph graph) {
		Replacements replacements = Replacements.of(this.input);
		StateInput recorded = replacements.recorded();
		ScriptChecks scripts = new ScriptChecks(recorded);
		DatabaseChecks database = new DatabaseChecks(recorded, graph, replacements);
		Optional<ConflictCheck> check = ConflictCheck.of(this.input.scripts(), (script) -> database.hasRun(script.id()),
				"this database", this.input.rules().allowsLate());
		HeadConflict conflict = check.flatMap(ConflictCheck::conflict).orElse(null);
		check.flatMap(ConflictCheck::problem)
			.ifPresent((problem) -> this.findings
				.add(StatusProblem.of(MigrationStatus.CONFLICT, problem.type(), problem.message(), problem.scripts())));
		this.findings.addAll(scripts.failed());
		this.findings.addAll(scripts.halfUndone());
		List<StatusProblem> changed = scripts.changed(database.moved()::contains);
		this.findings.addAll(changed);
		this.findings.addAll(database.skipped());
		this.findings.addAll(database.foreign());
		this.findings.addAll(database.moved().problems(this.findings.isEmpty()));
		this.findings.addAll(replacements.problems());
		this.findings.addAll(scripts.moved());
		this.findings.addAll(scripts.warnings());
		boolean ahead = database.isAhead();
		Set<HistoryRow> replaced = new ScriptChecks(this.input)
			.replaced((row) -> database.moved().contains(row) || replacements.contains(row));
		List<String> current = current(graph, replaced);
		List<HistoryEntry> history = new HistoryEntries(this.input, database.ignored(), names(changed),
				Set.copyOf(current), replaced)
			.of(graph);
		return state(current, inOrder(graph, graph.effectiveHeads()), conflict, ahead, history);
	}

	private static List<String> inOrder(RevisionGraph graph, Set<String> ids) {
		return graph.revisions().stream().map((revision) -> revision.id()).filter(ids::contains).toList();
	}

	/**
	 * The current revisions of the graph and the applied revisions without a script,
	 * except parents of the latter, and what a baseline script replaces.
	 */
	private List<String> current(RevisionGraph graph, Set<HistoryRow> different) {
		Set<String> applied = this.input.applied(graph);
		different.forEach((row) -> applied.remove(this.input.id(row.requireVersion())));
		Set<String> current = new LinkedHashSet<>(inOrder(graph, graph.current(applied)));
		Version replaced = replaced(graph, current);
		Set<String> ancestors = new HashSet<>();
		for (HistoryRow row : different) {
			current.add(row.script());
			this.input.history()
				.parents()
				.getOrDefault(row.version(), this.input.parents().getOrDefault(row.version(), List.of()))
				.forEach((parent) -> ancestors.add(this.input.id(parent)));
		}
		for (HistoryRow row : this.input.unknown()) {
			Version version = row.requireVersion();
			if (replaced == null || version.compareTo(replaced) > 0) {
				current.add(this.input.id(version));
			}
			this.input.history()
				.parents()
				.getOrDefault(version, fallback(version, graph))
				.forEach((parent) -> ancestors.add(this.input.id(parent)));
		}
		current.removeAll(ancestors);
		current.removeIf((id) -> this.input.version(id).filter(this.input::isSkippedBaseline).isPresent());
		return List.copyOf(current);
	}

	/**
	 * The version up to which a baseline script of the graph replaces what is applied. A
	 * skipped one does only if something above it is applied.
	 */
	private @Nullable Version replaced(RevisionGraph graph, Set<String> current) {
		return this.input.applied(graph)
			.stream()
			.flatMap((id) -> this.input.version(id).stream())
			.filter((version) -> this.input.isBaselineScript(version)
					&& !(this.input.isSkippedBaseline(version) && current.contains(this.input.id(version))))
			.max(Version::compareTo)
			.orElse(null);
	}

	/**
	 * The parents of a row that has none stored: our heads below it, and what is applied
	 * below it.
	 */
	private List<Version> fallback(Version version, RevisionGraph graph) {
		return Stream
			.concat(graph.heads()
				.stream()
				.flatMap((head) -> Version.parse(head).stream())
				.filter((head) -> version.compareTo(head) > 0), Stream.ofNullable(this.input.appliedBelow(version)))
			.toList();
	}

	private static Set<String> names(List<StatusProblem> findings) {
		return findings.stream()
			.flatMap((finding) -> finding.problem().scripts().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	private MigrationState state(List<String> current, List<String> heads, @Nullable HeadConflict conflict,
			boolean ahead, List<HistoryEntry> history) {
		List<String> pending = history.stream()
			.filter((entry) -> entry.state() == RevisionState.PENDING)
			.map(HistoryEntry::version)
			.toList();
		MigrationStatus otherwise = !pending.isEmpty() ? MigrationStatus.PENDING
				: ahead ? MigrationStatus.AHEAD : MigrationStatus.UP_TO_DATE;
		MigrationStatus status = this.findings.stream()
			.map(StatusProblem::status)
			.filter(Objects::nonNull)
			.min(MigrationStatus::compareTo)
			.orElse(otherwise);
		return new MigrationState(status, current, heads, pending, conflict,
				this.findings.stream().map(StatusProblem::problem).toList(), history,
				ProgressRow.read(this.input.history().progress(), Instant.now(), this.input::id).orElse(null));
	}

}
