package dev.headway.flyway.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.headway.ProblemType;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.migration.MigrationStatus;
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

	private final UnknownRevisions unknown;

	private final MovedScripts moved;

	/**
	 * Revisions that ran under another version, and whose new parents are not applied
	 * yet.
	 */
	private final Set<String> waiting;

	DatabaseChecks(StateInput input, RevisionGraph graph) {
		this(input, graph, Replacements.of(input));
	}

	DatabaseChecks(StateInput input, RevisionGraph graph, Replacements replacements) {
		this.input = input;
		this.graph = graph;
		this.applied = input.applied(graph);
		this.unknown = new UnknownRevisions(input, graph);
		this.moved = MovedScripts.of(input, graph, this.unknown.rows(), replacements);
		Set<String> unmoved = new LinkedHashSet<>(this.applied);
		unmoved.removeIf((id) -> this.moved.contains(id) || input.isReplacement(id));
		Set<String> passed = graph.ancestors(graph.current(unmoved));
		this.skipped = new LinkedHashSet<>(passed);
		this.skipped.removeAll(this.applied);
		this.waiting = new LinkedHashSet<>(this.applied);
		this.waiting.removeIf(
				(id) -> unmoved.contains(id) || passed.contains(id) || this.applied.containsAll(graph.ancestors(id)));
	}

	/**
	 * Whether a revision is applied, or something that builds on it is and its script ran
	 * under another version.
	 */
	boolean hasRun(String id) {
		return (this.applied.contains(id) && !this.waiting.contains(id))
				|| (this.skipped.contains(id) && this.moved.contains(id));
	}

	/**
	 * The rows whose scripts have another version now.
	 */
	MovedScripts moved() {
		return this.moved;
	}

	/**
	 * The late revisions that the user's settings leave out permanently.
	 */
	Set<String> ignored() {
		if (!this.input.rules().ignoresIgnored() || this.input.rules().outOfOrder()) {
			return Set.of();
		}
		return this.unknown.followHead() ? Set.copyOf(notApplied()) : this.skipped;
	}

	List<StatusProblem> skipped() {
		if (this.input.rules().ignoresIgnored()) {
			return List.of();
		}
		return this.skipped.stream()
			.filter((id) -> isNamed(id) && !this.moved.contains(id))
			.map(this::skippedFinding)
			.toList();
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
				"%s is not applied, but %s, which builds on it, is. Deploy a build in which its children do not name it as a parent, or, if it must never run here, set spring.flyway.ignore-migration-patterns to %s."
					.formatted(this.input.name(id), this.input.name(successor),
							this.input.rules().patternsWith("*:ignored")),
				this.input.scriptNames(List.of(id)));
	}

	private boolean impliesParents(String id) {
		Script script = this.input.script(id);
		return script != null && script.parentsImplied();
	}

	/**
	 * The applied migrations without a script that matter.
	 */
	List<HistoryRow> strangers() {
		return this.unknown.rows();
	}

	boolean isAhead() {
		return !(strangers().isEmpty() && this.input.newer().isEmpty()) && foreign().isEmpty();
	}

	List<StatusProblem> foreign() {
		Set<String> late = new LinkedHashSet<>(notApplied());
		late.removeAll(ignored());
		return this.unknown.problems(List.copyOf(late), this.moved);
	}

	/**
	 * The revisions that are not applied, but not because of the target.
	 */
	private List<String> notApplied() {
		Version highest = this.input.highestApplied();
		return this.graph.revisions()
			.stream()
			.map(Revision::id)
			.filter((id) -> !this.applied.contains(id) && this.input.version(id)
				.filter((version) -> this.input.rules().isAboveTarget(version, highest))
				.isEmpty())
			.toList();
	}

}
