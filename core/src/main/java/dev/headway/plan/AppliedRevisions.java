package dev.headway.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * The applied revisions of a database in a {@link RevisionGraph}.
 *
 * @param graph the graph
 * @param current ids of the current revisions, Alembic's version rows
 * @param active ids of the current revisions and all their ancestors
 */
record AppliedRevisions(RevisionGraph graph, Set<String> current, Set<String> active) {

	static AppliedRevisions of(RevisionGraph graph, Set<String> applied) {
		Set<String> current = graph.current(applied);
		return new AppliedRevisions(graph, current, withAncestors(graph, current));
	}

	static Set<String> withAncestors(RevisionGraph graph, Set<String> revisions) {
		Set<String> active = new LinkedHashSet<>(graph.ancestors(revisions));
		active.addAll(revisions);
		return active;
	}

	static void requireNoOverlap(RevisionGraph graph, Set<String> targets) {
		if (graph.current(targets).size() < targets.size()) {
			throw new RevisionException(RevisionError.OVERLAP,
					"One of the revisions %s is an ancestor of another. Name only the newer one."
						.formatted(String.join(", ", targets)));
		}
	}

	/**
	 * The active revisions without an active child. A dependency that is not a parent
	 * hides none of them.
	 */
	Set<String> withoutChild() {
		Set<String> tips = new LinkedHashSet<>(this.active);
		for (Revision revision : this.graph.revisions()) {
			if (this.active.contains(revision.id())) {
				revision.parents().forEach(tips::remove);
			}
		}
		return tips;
	}

	/**
	 * The way to another set of active revisions: first what goes, newest first, then
	 * what comes, oldest first.
	 */
	MigrationPlan planTo(Set<String> after, Function<Revision, Step> goes, Function<Revision, Step> comes) {
		List<Step> steps = new ArrayList<>();
		for (Revision revision : this.graph.revisions()) {
			if (this.active.contains(revision.id()) && !after.contains(revision.id())) {
				steps.add(goes.apply(revision));
			}
		}
		Collections.reverse(steps);
		for (Revision revision : this.graph.revisions()) {
			if (after.contains(revision.id()) && !this.active.contains(revision.id())) {
				steps.add(comes.apply(revision));
			}
		}
		return new MigrationPlan(steps, this.graph.current(after));
	}

}
