package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationConflict;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;

/**
 * Judges facts: which status holds, and why.
 */
final class Assessment {

	private final Facts facts;

	private final List<Finding> findings = new ArrayList<>();

	private Assessment(Facts facts) {
		this.facts = facts;
	}

	static MigrationState of(Facts facts) {
		Assessment assessment = new Assessment(facts);
		return facts.graph().map(assessment::withGraph).orElseGet(assessment::withoutGraph);
	}

	private MigrationState withoutGraph() {
		ScriptFindings scripts = new ScriptFindings(this.facts);
		this.findings.addAll(scripts.invalid());
		this.findings.addAll(scripts.failed());
		this.findings.addAll(scripts.halfUndone());
		List<Finding> changed = scripts.changed();
		this.findings.addAll(changed);
		Set<String> current = currentWithoutGraph();
		List<HistoryEntry> history = new HistoryEntries(this.facts, Set.of(), names(changed), current).ofScripts();
		return state(List.copyOf(current), List.of(), null, false, history);
	}

	/**
	 * The applied versions that no applied script or row names as its parent.
	 */
	private Set<String> currentWithoutGraph() {
		Set<String> parents = new HashSet<>();
		Set<String> applied = new LinkedHashSet<>();
		this.facts.history().applied().keySet().forEach((version) -> {
			applied.add(this.facts.id(version));
			Optional.ofNullable(this.facts.byVersion().get(version))
				.ifPresent((script) -> parents.addAll(script.parents()));
			this.facts.history()
				.parents()
				.getOrDefault(version, List.of())
				.forEach((parent) -> parents.add(this.facts.id(parent)));
		});
		applied.removeAll(parents);
		return applied;
	}

	private MigrationState withGraph(RevisionGraph graph) {
		HeadFindings heads = new HeadFindings(this.facts, graph);
		ScriptFindings scripts = new ScriptFindings(this.facts);
		DatabaseFindings database = new DatabaseFindings(this.facts, graph);
		MigrationConflict conflict = heads.conflict();
		this.findings.addAll(heads.findings(conflict));
		this.findings.addAll(scripts.failed());
		this.findings.addAll(scripts.halfUndone());
		List<Finding> changed = scripts.changed();
		this.findings.addAll(changed);
		this.findings.addAll(database.skipped());
		this.findings.addAll(database.foreign());
		boolean ahead = database.isAhead();
		List<String> current = current(graph);
		List<HistoryEntry> history = new HistoryEntries(this.facts, database.ignored(), names(changed),
				Set.copyOf(current))
			.of(graph);
		return state(current, inOrder(graph, graph.heads()), conflict, ahead, history);
	}

	private static List<String> inOrder(RevisionGraph graph, Set<String> ids) {
		return graph.revisions().stream().map((revision) -> revision.id()).filter(ids::contains).toList();
	}

	/**
	 * The current revisions of the graph, and the applied revisions that no script has,
	 * less the parents that are stored for these.
	 */
	private List<String> current(RevisionGraph graph) {
		List<HistoryRow> unknown = this.facts.unknown();
		Set<String> current = new LinkedHashSet<>(inOrder(graph, graph.current(this.facts.applied(graph))));
		Set<String> ancestors = new HashSet<>();
		for (HistoryRow row : unknown) {
			current.add(this.facts.id(Objects.requireNonNull(row.version())));
			this.facts.history()
				.parents()
				.getOrDefault(row.version(), fallback(row, graph))
				.forEach((parent) -> ancestors.add(this.facts.id(parent)));
		}
		current.removeAll(ancestors);
		return List.copyOf(current);
	}

	/**
	 * What a row without stored parents counts as child of: our head, if it is above it.
	 */
	private List<Version> fallback(HistoryRow row, RevisionGraph graph) {
		return graph.heads()
			.stream()
			.flatMap((head) -> Version.parse(head).stream())
			.filter((head) -> Objects.requireNonNull(row.version()).compareTo(head) > 0)
			.toList();
	}

	private static Set<String> names(List<Finding> findings) {
		return findings.stream()
			.flatMap((finding) -> finding.problem().scripts().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	private MigrationState state(List<String> current, List<String> heads, @Nullable MigrationConflict conflict,
			boolean ahead, List<HistoryEntry> history) {
		List<String> pending = history.stream()
			.filter((entry) -> entry.state() == RevisionState.PENDING)
			.map(HistoryEntry::version)
			.toList();
		MigrationStatus otherwise = !pending.isEmpty() ? MigrationStatus.PENDING
				: ahead ? MigrationStatus.AHEAD : MigrationStatus.UP_TO_DATE;
		MigrationStatus status = this.findings.stream()
			.map(Finding::status)
			.filter(Objects::nonNull)
			.min(MigrationStatus::compareTo)
			.orElse(otherwise);
		return new MigrationState(status, current, heads, pending, conflict,
				this.findings.stream().map(Finding::problem).toList(), history);
	}

}
