package dev.headway.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Finds what a downgrade undoes, as Alembic does.
 * <ol>
 * <li>The roots are the children of the target, or all bases for the base.</li>
 * <li>Where there are several and the target names a branch, only those remain that lead
 * to the branch's revision by parents.</li>
 * <li>The roots and all their descendants are undone, as far as they are active.</li>
 * </ol>
 */
final class DowngradeScope {

	private final RevisionGraph graph;

	private final AppliedRevisions applied;

	DowngradeScope(AppliedRevisions applied) {
		this.graph = applied.graph();
		this.applied = applied;
	}

	/**
	 * The active revisions that remain.
	 */
	Set<String> rest(Target target) {
		boolean fromAnyCurrent = target.symbol() == null && target.branch() == null;
		return (fromAnyCurrent && this.applied.current().size() > 1) ? agreedRest(target)
				: rest(DowngradeTarget.find(this.applied, target));
	}

	/**
	 * Alembic counts from whichever version row comes first. Here all of them have to
	 * lead to the same revisions.
	 */
	private Set<String> agreedRest(Target target) {
		Set<Set<String>> answers = new HashSet<>();
		for (String start : this.applied.current()) {
			answers.add(rest(DowngradeTarget.from(this.applied, target, start)));
			if (answers.size() > 1) {
				throw new RevisionException(RevisionError.AMBIGUOUS_START,
						"'%s' counts from the current revision, but there are several: %s. Name the branch, as in '%s@-1', or the revision to go back to."
							.formatted(target.text(), String.join(", ", this.applied.current()),
									this.applied.current().iterator().next()));
			}
		}
		return answers.iterator().next();
	}

	private Set<String> rest(DowngradeTarget target) {
		Set<String> roots = roots(target);
		Set<String> rest = new LinkedHashSet<>(this.applied.active());
		rest.removeAll(roots);
		rest.removeAll(this.graph.descendants(roots));
		String revision = target.revision();
		if (revision != null && rest.size() == this.applied.active().size()
				&& !this.applied.current().contains(revision)) {
			throw nothingToUndo("nothing that follows %s is applied".formatted(revision));
		}
		return rest;
	}

	private Set<String> roots(DowngradeTarget target) {
		String revision = target.revision();
		Set<String> roots = (revision != null) ? this.graph.children(revision) : this.graph.bases();
		String branch = target.branch();
		return (branch != null && roots.size() > 1) ? leadingTo(branch, roots) : roots;
	}

	private Set<String> leadingTo(String branch, Set<String> roots) {
		String tip = tip(branch);
		Set<String> lineage = this.graph.lineage(tip);
		Set<String> descendants = this.graph.descendants(tip);
		Set<String> leading = roots.stream()
			.filter((root) -> lineage.contains(root) && !descendants.contains(root))
			.collect(Collectors.toSet());
		if (leading.isEmpty()) {
			throw nothingToUndo("none of %s leads to '%s'".formatted(String.join(", ", roots), branch));
		}
		return leading;
	}

	private String tip(String branch) {
		try {
			return new Symbols(this.graph).branch(branch);
		}
		catch (RevisionException ex) {
			throw Symbols.noSuchBranch(branch);
		}
	}

	private RevisionException nothingToUndo(String reason) {
		return new RevisionException(RevisionError.NOT_ANCESTOR,
				"There is nothing to undo: %s. Name an ancestor of the current revisions (%s).".formatted(reason,
						String.join(", ", this.applied.current())));
	}

}
