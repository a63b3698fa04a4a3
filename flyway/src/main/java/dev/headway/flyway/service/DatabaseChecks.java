package dev.headway.flyway.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.MigrationStatus;
import dev.headway.revision.InvalidGraphException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * Compares the database with the graph: whether it is at the head, ahead of it, or has
 * diverged.
 */
final class DatabaseChecks {

	private final StateInput input;

	private final RevisionGraph graph;

	private final Set<String> applied;

	/**
	 * Revisions that are not applied although something that builds on them is.
	 */
	private final Set<String> skipped;

	DatabaseChecks(StateInput input, RevisionGraph graph) {
		this.input = input;
		this.graph = graph;
		this.applied = input.applied(graph);
		this.skipped = new LinkedHashSet<>(graph.ancestors(graph.current(this.applied)));
		this.skipped.removeAll(this.applied);
	}

	/**
	 * The skipped revisions that the user's settings leave out permanently.
	 */
	Set<String> ignored() {
		return (this.input.rules().ignoresIgnored() && !this.input.rules().outOfOrder()) ? this.skipped : Set.of();
	}

	List<StatusProblem> skipped() {
		if (this.input.rules().ignoresIgnored()) {
			return List.of();
		}
		return this.skipped.stream().filter(this::isNamed).map(this::skippedFinding).toList();
	}

	/**
	 * Whether a header says that what is applied is based on a revision. If it follows
	 * only from the order of versions, the revision is late, which
	 * {@link dev.headway.script.check.ConflictCheck} finds.
	 */
	private boolean isNamed(String id) {
		return this.graph.children(id)
			.stream()
			.anyMatch((child) -> (this.applied.contains(child) || this.skipped.contains(child))
					&& !impliesParents(child));
	}

	private StatusProblem skippedFinding(String id) {
		Set<String> descendants = this.graph.descendants(id);
		String successor = this.applied.stream().filter(descendants::contains).findFirst().orElse("");
		return StatusProblem.of(MigrationStatus.DIVERGED, ProblemType.PARENT_NOT_APPLIED,
				"%s is not applied, but %s, which builds on it, is. Deploy a build in which its children do not name it as a parent, or, if it must never run here, set spring.flyway.ignore-migration-patterns to *:ignored."
					.formatted(this.input.name(id), this.input.name(successor)),
				this.input.scriptNames(List.of(id)));
	}

	private boolean impliesParents(String id) {
		Script script = this.input.script(id);
		return script != null && script.parentsImplied();
	}

	/**
	 * The applied migrations without a script that matter: not those that the user's
	 * settings ignore.
	 */
	List<HistoryRow> strangers() {
		Version highest = this.input.highest();
		return this.input.unknown()
			.stream()
			.filter((row) -> !isIgnored(row, highest != null && row.requireVersion().compareTo(highest) < 0))
			.toList();
	}

	private boolean isIgnored(HistoryRow row, boolean below) {
		if (this.input.history().isBelowBaseline(row.requireVersion()) && !row.isBaselineScript()) {
			return true;
		}
		boolean unvalidated = !this.input.rules().validates()
				&& !this.input.history().parents().containsKey(row.requireVersion());
		return below && (this.input.rules().ignoresMissing() || unvalidated);
	}

	boolean isAhead() {
		List<HistoryRow> strangers = strangers();
		return !strangers.isEmpty() && foreign(strangers).isEmpty();
	}

	List<StatusProblem> foreign() {
		List<HistoryRow> foreign = foreign(strangers());
		if (foreign.isEmpty()) {
			return List.of();
		}
		String rows = ShortList.names(foreign.stream().map(HistoryRow::idAndName).toList());
		String head = String.join(", ", this.graph.heads());
		return List.of(StatusProblem.of(MigrationStatus.DIVERGED, ProblemType.UNKNOWN_REVISION, "The database has "
				+ rows + ", which this build does not have and which does not follow its head " + head
				+ ". Another branch was deployed here, or a script was removed. Deploy a build that has both branches:"
				+ " 'git merge' the other one, then 'db merge' the heads. If the scripts were removed permanently, set"
				+ " spring.flyway.ignore-migration-patterns to *:missing.",
				foreign.stream().map(HistoryRow::script).toList()));
	}

	/**
	 * The strangers because of which the database is not just ahead of our head.
	 */
	private List<HistoryRow> foreign(List<HistoryRow> strangers) {
		if (strangers.isEmpty()) {
			return List.of();
		}
		boolean complete = this.applied.size() + ignored().size() == this.graph.revisions().size();
		boolean tolerant = this.input.rules().ignoresFuture() || !this.input.rules().validates();
		if (!complete || !tolerant || this.graph.heads().size() != 1) {
			return strangers;
		}
		Set<String> follows = followers(strangers, this.graph.heads().iterator().next());
		return strangers.stream().filter((row) -> !follows.contains(this.input.id(row.requireVersion()))).toList();
	}

	/**
	 * The strangers that follow our head: its descendants by the stored parents, and what
	 * was merged into these.
	 */
	private Set<String> followers(List<HistoryRow> strangers, String head) {
		Map<String, Revision> union = new HashMap<>();
		this.graph.revisions().forEach((revision) -> union.put(revision.id(), revision));
		Set<String> names = new HashSet<>(union.keySet());
		strangers.forEach((row) -> names.add(this.input.id(row.requireVersion())));
		strangers.forEach((row) -> {
			String id = this.input.id(row.requireVersion());
			List<String> parents = parents(row, head).stream().filter(names::contains).toList();
			union.put(id, new Revision(id, row.description(), parents, List.of(), Set.of()));
		});
		try {
			RevisionGraph whole = RevisionGraph.of(union.values());
			Set<String> descendants = whole.descendants(head);
			Set<String> followers = new HashSet<>(descendants);
			followers.addAll(whole.ancestors(descendants));
			return followers;
		}
		catch (InvalidGraphException ex) {
			return Set.of();
		}
	}

	/**
	 * The stored parents, or our head for a version above it that has none stored, which
	 * Flyway calls a future migration.
	 */
	private List<String> parents(HistoryRow row, String head) {
		List<Version> stored = this.input.history().parents().get(row.requireVersion());
		if (stored != null) {
			return stored.stream().map(this.input::id).toList();
		}
		boolean above = Version.parse(head)
			.filter((version) -> row.requireVersion().compareTo(version) > 0)
			.isPresent();
		return above ? List.of(head) : List.of();
	}

}
