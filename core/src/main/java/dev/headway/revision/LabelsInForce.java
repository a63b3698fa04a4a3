package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The branch labels in force on each revision, by Alembic's rules.
 * <ol>
 * <li>A label is in force on its revision and on all descendants by parents.</li>
 * <li>If a revision and all its descendants form a line without branch points and merge
 * points, the labels of the descendants are in force on it too. A revision on which
 * several depend counts as a branch point here.</li>
 * </ol>
 * Neighbors without own labels share one set.
 */
final class LabelsInForce {

	private final List<Set<String>> sets;

	LabelsInForce(GraphIndex index) {
		this.sets = new ArrayList<>(Collections.nCopies(index.revisions().size(), Set.of()));
		if (index.names().hasLabels()) {
			takeUp(index);
			takeDown(index);
		}
	}

	Set<String> of(int node) {
		return this.sets.get(node);
	}

	private void takeUp(GraphIndex index) {
		for (int node = 0; node < this.sets.size(); node++) {
			Set<String> labels = index.revision(node).labels();
			for (int parent : index.parents().from(node)) {
				labels = union(of(parent), labels);
			}
			this.sets.set(node, labels);
		}
	}

	private void takeDown(GraphIndex index) {
		boolean[] plainLine = new boolean[this.sets.size()];
		for (int node = this.sets.size() - 1; node >= 0; node--) {
			int[] children = index.children().from(node);
			boolean plain = index.ups().from(node).length < 2 && !index.isMergePoint(node);
			plainLine[node] = plain && (children.length == 0 || plainLine[children[0]]);
			if (plainLine[node] && children.length == 1) {
				this.sets.set(node, union(of(children[0]), of(node)));
			}
		}
	}

	private static Set<String> union(Set<String> first, Set<String> second) {
		if (first.containsAll(second)) {
			return first;
		}
		if (second.containsAll(first)) {
			return second;
		}
		Set<String> union = new LinkedHashSet<>(first);
		union.addAll(second);
		return Collections.unmodifiableSet(union);
	}

}
