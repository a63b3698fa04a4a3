package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryRules;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.InvalidGraphException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.name.ScriptKind;

/**
 * The applied migrations that this build does not have: whether they follow its head, as
 * those of a newer build do, or are of another branch.
 */
final class UnknownRevisions {

	private final StateInput input;

	private final RevisionGraph graph;

	private final HistoryRules rules;

	private final @Nullable Version highest;

	private final List<HistoryRow> rows;

	private final Set<String> following;

	UnknownRevisions(StateInput input, RevisionGraph graph) {
		this.input = input;
		this.graph = graph;
		this.rules = input.rules();
		this.highest = input.highest();
		this.rows = input.unknown().stream().filter((row) -> !isIgnored(row)).toList();
		this.following = following();
	}

	/**
	 * Those that matter: not those that the user's settings ignore.
	 */
	List<HistoryRow> rows() {
		return this.rows;
	}

	private boolean isIgnored(HistoryRow row) {
		if (this.input.history().isBelowBaseline(row.requireVersion()) && !row.isBaselineScript()) {
			return true;
		}
		return !isFuture(row) && (this.rules.ignoresMissing() || (!this.rules.validates() && !isSibling(row)));
	}

	/**
	 * Whether stored parents and a header, and not only the order of versions, show that
	 * a row is of another branch than the next script above it.
	 */
	private boolean isSibling(HistoryRow row) {
		return this.input.history().parents().containsKey(row.requireVersion()) && this.input.byVersion()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().compareTo(row.requireVersion()) > 0)
			.min(Map.Entry.comparingByKey())
			.filter((next) -> next.getValue().kind() == ScriptKind.VERSIONED && !next.getValue().parentsImplied())
			.isPresent();
	}

	/**
	 * Whether Flyway calls a row future rather than missing.
	 */
	private boolean isFuture(HistoryRow row) {
		return this.highest == null || row.requireVersion().compareTo(this.highest) > 0;
	}

	/**
	 * Whether any of them follows the head, so that what is not applied is late.
	 */
	boolean followHead() {
		return !this.following.isEmpty();
	}

	private boolean follows(HistoryRow row) {
		return this.following.contains(this.input.id(row.requireVersion()));
	}

	/**
	 * The problems with them.
	 * @param late the revisions of this build that are not applied and should be
	 * @param moved those that this build has under another version, which reports them
	 * @return no problem if the database is just ahead of this build, or may be
	 */
	List<StatusProblem> problems(List<String> late, MovedScripts moved) {
		List<HistoryRow> rows = this.rows.stream().filter((row) -> !moved.contains(row)).toList();
		List<HistoryRow> foreign = rows.stream().filter((row) -> !follows(row)).toList();
		if (!foreign.isEmpty()) {
			return List.of(problem(foreign, foreignMessage(foreign)));
		}
		List<StatusProblem> problems = new ArrayList<>();
		if (!rows.isEmpty() && !late.isEmpty() && !this.rules.outOfOrder()) {
			problems.add(problem(rows, lateMessage(rows, late)));
		}
		if (!rows.isEmpty() && !this.rules.ignoresFuture() && this.rules.validates()) {
			problems.add(problem(rows,
					("A newer build has applied %s. Flyway accepts that by default, but your"
							+ " spring.flyway.ignore-migration-patterns replaces the default: set it to %s.")
						.formatted(names(rows), this.rules.patternsWith("*:future"))));
		}
		return problems;
	}

	private String lateMessage(List<HistoryRow> rows, List<String> late) {
		return ("Another build has applied %s, above the head %s of this build, but not %s. Deploy a build that has them"
				+ " all, or, if it does not matter that %s runs late, set spring.flyway.out-of-order=true.")
			.formatted(names(rows), head(), ShortList.names(late.stream().map(this.input::name).toList()),
					ShortList.names(late));
	}

	private String foreignMessage(List<HistoryRow> foreign) {
		String advice = "The database has " + names(foreign)
				+ ", which this build does not have and which does not follow its head " + head()
				+ ". Another branch was deployed here, or a script was removed. Deploy a build that has both branches:"
				+ " 'git merge' the other one, then 'db merge' the heads.";
		return foreign.stream().anyMatch(this::isFuture) ? advice
				: advice + " If the scripts were removed permanently, set"
						+ " spring.flyway.ignore-migration-patterns to " + this.rules.patternsWith("*:missing") + ".";
	}

	private static StatusProblem problem(List<HistoryRow> rows, String message) {
		return StatusProblem.of(MigrationStatus.DIVERGED, ProblemType.UNKNOWN_REVISION, message,
				rows.stream().map(HistoryRow::script).toList());
	}

	private static String names(List<HistoryRow> rows) {
		return ShortList.names(rows.stream().map(HistoryRow::idAndName).toList());
	}

	private String head() {
		return String.join(", ", this.graph.heads());
	}

	/**
	 * Those that follow our heads: their descendants by the stored parents, what was
	 * merged into these, and what a newer build has put below our heads.
	 */
	private Set<String> following() {
		Set<String> heads = this.graph.effectiveHeads();
		if (this.rows.isEmpty() || !this.input.scripts().headRule().conflicting(this.graph, heads).isEmpty()) {
			return Set.of();
		}
		Optional<String> head = heads.stream().reduce((first, second) -> second);
		Map<String, Revision> union = new HashMap<>();
		this.graph.revisions().forEach((revision) -> union.put(revision.id(), revision));
		Set<String> unknown = this.rows.stream()
			.map((row) -> this.input.id(row.requireVersion()))
			.collect(Collectors.toSet());
		if (head.isEmpty()) {
			return unknown;
		}
		this.rows.forEach((row) -> {
			String id = this.input.id(row.requireVersion());
			List<String> parents = parents(row, head.get()).stream()
				.filter((parent) -> union.containsKey(parent) || unknown.contains(parent))
				.toList();
			union.put(id, new Revision(id, row.description(), parents, List.of(), Set.of()));
		});
		this.input.newer().forEach((script, row) -> {
			List<Version> stored = this.input.history().parents().get(row.requireVersion());
			if (stored != null) {
				List<String> parents = stored.stream().map(this.input::id).filter(union::containsKey).toList();
				union.put(script.id(), new Revision(script.id(), script.description(), parents, List.of(), Set.of()));
			}
		});
		try {
			RevisionGraph whole = RevisionGraph.of(union.values());
			Set<String> following = new HashSet<>(whole.descendants(heads));
			following.addAll(heads);
			following.addAll(whole.ancestors(Set.copyOf(following)));
			following.retainAll(unknown);
			return following;
		}
		catch (InvalidGraphException ex) {
			return Set.of();
		}
	}

	/**
	 * The stored parents, or our last head for a version above it that has none stored,
	 * which Flyway calls a future migration. A baseline script stands for all below it.
	 */
	private List<String> parents(HistoryRow row, String head) {
		List<Version> stored = this.input.history().parents().get(row.requireVersion());
		boolean above = this.input.version(head)
			.filter((version) -> row.requireVersion().compareTo(version) > 0)
			.isPresent();
		if (stored == null || row.isBaselineScript()) {
			return above ? List.of(head) : List.of();
		}
		List<String> parents = stored.stream().map(this.input::id).toList();
		return (above && passedOver(parents, head)) ? List.of(head) : parents;
	}

	/**
	 * Whether the settings allow late scripts, and all that is between a row's parents
	 * and our head is late: without headers, only the order of versions counts.
	 */
	private boolean passedOver(List<String> parents, String head) {
		if (!this.rules.allowsLate() || !parents.stream().allMatch((parent) -> this.graph.find(parent).isPresent())) {
			return false;
		}
		Set<String> between = new HashSet<>(this.graph.ancestors(head));
		between.add(head);
		between.removeAll(this.graph.ancestors(parents));
		parents.forEach(between::remove);
		return between.stream().map(this.input::script).allMatch((script) -> script != null && script.parentsImplied());
	}

}
