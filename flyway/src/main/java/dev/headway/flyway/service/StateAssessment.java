package dev.headway.flyway.service;

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
		List<StatusProblem> changed = scripts.changed();
		this.findings.addAll(changed);
		Set<String> current = currentWithoutGraph();
		List<HistoryEntry> history = new HistoryEntries(this.input, Set.of(), names(changed), current).ofScripts();
		return state(List.copyOf(current), List.of(), null, false, history);
	}

	/**
	 * The applied versions that no applied script or row names as its parent.
	 */
	private Set<String> currentWithoutGraph() {
		Set<String> parents = new HashSet<>();
		Set<String> applied = new LinkedHashSet<>();
		this.input.history().applied().keySet().forEach((version) -> {
			applied.add(this.input.id(version));
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
		ScriptChecks scripts = new ScriptChecks(this.input);
		DatabaseChecks database = new DatabaseChecks(this.input, graph);
		Optional<ConflictCheck> check = ConflictCheck.of(this.input.scripts(),
				(script) -> this.input.covers(script.id()), "this database", this.input.rules().allowsLate());
		HeadConflict conflict = check.flatMap(ConflictCheck::conflict).orElse(null);
		check.flatMap(ConflictCheck::problem)
			.ifPresent((problem) -> this.findings
				.add(StatusProblem.of(MigrationStatus.CONFLICT, problem.type(), problem.message(), problem.scripts())));
		this.findings.addAll(scripts.failed());
		this.findings.addAll(scripts.halfUndone());
		List<StatusProblem> changed = scripts.changed();
		this.findings.addAll(changed);
		this.findings.addAll(database.skipped());
		this.findings.addAll(database.foreign());
		boolean ahead = database.isAhead();
		List<String> current = current(graph);
		List<HistoryEntry> history = new HistoryEntries(this.input, database.ignored(), names(changed),
				Set.copyOf(current))
			.of(graph);
		return state(current, inOrder(graph, graph.heads()), conflict, ahead, history);
	}

	private static List<String> inOrder(RevisionGraph graph, Set<String> ids) {
		return graph.revisions().stream().map((revision) -> revision.id()).filter(ids::contains).toList();
	}

	/**
	 * The current revisions of the graph and the applied revisions without a script,
	 * except parents of the latter, and what a baseline script replaces.
	 */
	private List<String> current(RevisionGraph graph) {
		Set<String> current = new LinkedHashSet<>(inOrder(graph, graph.current(this.input.applied(graph))));
		Version replaced = replaced(graph, current);
		Set<String> ancestors = new HashSet<>();
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
				this.findings.stream().map(StatusProblem::problem).toList(), history);
	}

}
