package dev.headway.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Plans upgrades, downgrades and stamps over a {@link RevisionGraph}, by Alembic's rules.
 * It runs nothing.
 * <p>
 * The applied revisions are given with or without their ancestors: a revision that is
 * applied stands for all its ancestors, as a row in Alembic's version table does.
 * <p>
 * A target is a symbol, as for {@link RevisionGraph#resolve(String)}, or a number of
 * steps: {@code +2} and {@code -1} from the current revision, {@code billing@+2} on a
 * branch, {@code 7+1} from a revision.
 */
public final class MigrationPlanner {

	private final RevisionGraph graph;

	public MigrationPlanner(RevisionGraph graph) {
		this.graph = graph;
	}

	/**
	 * Plan to apply the target and all its ancestors, as far as they are not applied.
	 * @param applied ids of the applied revisions
	 * @param target what to upgrade to
	 * @return a plan of {@link Step.Upgrade} steps, oldest first; without steps if the
	 * target is applied
	 * @throws RevisionException if the target means no revision, or several where one is
	 * needed, or if a revision is applied that is not in the graph
	 */
	public MigrationPlan upgrade(Set<String> applied, String target) {
		AppliedRevisions before = AppliedRevisions.of(this.graph, applied);
		Set<String> targets = new UpgradeTarget(before).find(Target.parse(target, this.graph));
		AppliedRevisions.requireNoOverlap(this.graph, targets);
		Set<String> after = new LinkedHashSet<>(before.active());
		after.addAll(AppliedRevisions.withAncestors(this.graph, targets));
		return before.planTo(after, Step.Downgrade::new, Step.Upgrade::new);
	}

	/**
	 * Plan to undo all that follows the target: its children and their descendants, as
	 * far as they are applied. The target stays, and so does what is beside it.
	 * @param applied ids of the applied revisions
	 * @param target what to go back to
	 * @return a plan of {@link Step.Downgrade} steps, newest first
	 * @throws RevisionException {@code NotAncestor} if nothing would be undone and the
	 * target is not current; or if the target means no revision, or several, or if a
	 * revision is applied that is not in the graph
	 */
	public MigrationPlan downgrade(Set<String> applied, String target) {
		Target parsed = Target.parse(target, this.graph);
		if (parsed.symbol() == null && parsed.branch() == null) {
			requireBranches(applied);
		}
		AppliedRevisions before = AppliedRevisions.of(this.graph, applied);
		Set<String> after = new DowngradeScope(before).rest(parsed);
		return before.planTo(after, Step.Downgrade::new, Step.Upgrade::new);
	}

	/**
	 * Plan the way to a target in either direction: down if the target counts steps back
	 * from the current revision or is already applied, otherwise up.
	 * @param applied ids of the applied revisions
	 * @param target where to go
	 * @return a plan of {@link Step.Upgrade} or of {@link Step.Downgrade} steps
	 * @throws RevisionException as for {@link #upgrade} and {@link #downgrade}
	 */
	public MigrationPlan towards(Set<String> applied, String target) {
		Target parsed = Target.parse(target, this.graph);
		if (parsed.symbol() == null && parsed.steps() < 0) {
			return downgrade(applied, target);
		}
		MigrationPlan up = upgrade(applied, target);
		return (!up.steps().isEmpty() || target.equals("heads")) ? up : downgrade(applied, target);
	}

	/**
	 * Find a target whose downgrade undoes some revisions and nothing else.
	 * @param applied ids of the applied revisions
	 * @param undone ids of the revisions to undo
	 * @return the target; empty if other revisions would have to be undone too
	 */
	public Optional<String> targetUndoing(Set<String> applied, Set<String> undone) {
		Stream<String> parents = this.graph.revisions()
			.stream()
			.filter((revision) -> undone.contains(revision.id()))
			.flatMap((revision) -> revision.parents().stream())
			.filter((parent) -> !undone.contains(parent));
		Stream<String> steps = undone.stream().map((id) -> "%s@-%d".formatted(id, undone.size()));
		return Stream.of(parents, steps, Stream.of("base"))
			.flatMap((targets) -> targets)
			.filter((target) -> undoes(applied, target, undone))
			.findFirst();
	}

	private boolean undoes(Set<String> applied, String target, Set<String> undone) {
		try {
			return downgrade(applied, target).steps()
				.stream()
				.map((step) -> step.revision().id())
				.collect(Collectors.toSet())
				.equals(undone);
		}
		catch (RevisionException ex) {
			return false;
		}
	}

	/**
	 * Plan to record the targets as current without running anything. Current revisions
	 * of other branches stay.
	 * @param applied ids of the applied revisions
	 * @param targets symbols of what should be current; none means {@code base}
	 * @return a plan of {@link Step.Stamp} steps: first what is no longer recorded,
	 * newest first, then what is from then on, oldest first
	 * @throws RevisionException {@code Overlap} if a target is an ancestor of another or
	 * if several are ancestors of one current revision; or if a target means no revision,
	 * or if a revision is applied that is not in the graph
	 */
	public MigrationPlan stamp(Set<String> applied, Collection<String> targets) {
		AppliedRevisions before = AppliedRevisions.of(this.graph, applied);
		Set<String> after = new StampScope(before).rest(targets.isEmpty() ? Set.of("base") : targets);
		return before.planTo(after, (revision) -> new Step.Stamp(revision, false),
				(revision) -> new Step.Stamp(revision, true));
	}

	/**
	 * Refuse revisions that are not in the graph. A step back from a current revision
	 * stays on that revision's branch, so it is the branch that Alembic finds missing.
	 */
	private void requireBranches(Set<String> applied) {
		for (String id : applied) {
			if (this.graph.find(id).isEmpty()) {
				throw Symbols.noSuchBranch(id);
			}
		}
	}

}
