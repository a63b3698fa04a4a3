package dev.headway.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds the cycles of {@link Edges}: the strongly connected components of two or more
 * nodes, by Kosaraju's algorithm.
 * <ol>
 * <li>A depth-first search records the nodes in the order in which it finishes them.</li>
 * <li>Starting at each node, last finished first, a search along the reversed edges finds
 * its component: the nodes that are not part of an earlier one.</li>
 * </ol>
 */
final class Cycles {

	private final Edges edges;

	private final BitSet seen = new BitSet();

	private Cycles(Edges edges) {
		this.edges = edges;
	}

	static List<List<Integer>> of(Edges edges) {
		int[] finished = new Cycles(edges).finish();
		Cycles backwards = new Cycles(edges.reversed());
		List<List<Integer>> cycles = new ArrayList<>();
		for (int i = finished.length - 1; i >= 0; i--) {
			List<Integer> component = backwards.reach(finished[i]);
			if (component.size() > 1) {
				cycles.add(component);
			}
		}
		return cycles;
	}

	private int[] finish() {
		int[] finished = new int[this.edges.size()];
		int[] nextEdge = new int[finished.length];
		int count = 0;
		Deque<Integer> path = new ArrayDeque<>();
		for (int start = 0; start < finished.length; start++) {
			enter(start, path);
			while (!path.isEmpty()) {
				int node = path.element();
				int[] ends = this.edges.from(node);
				if (nextEdge[node] < ends.length) {
					enter(ends[nextEdge[node]++], path);
				}
				else {
					finished[count++] = path.remove();
				}
			}
		}
		return finished;
	}

	private List<Integer> reach(int start) {
		List<Integer> reached = new ArrayList<>();
		Deque<Integer> todo = new ArrayDeque<>();
		enter(start, todo);
		while (!todo.isEmpty()) {
			int node = todo.remove();
			reached.add(node);
			for (int end : this.edges.from(node)) {
				enter(end, todo);
			}
		}
		return reached;
	}

	private void enter(int node, Deque<Integer> todo) {
		if (!this.seen.get(node)) {
			this.seen.set(node);
			todo.push(node);
		}
	}

}
