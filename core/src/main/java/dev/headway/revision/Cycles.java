package dev.headway.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds the cycles of a graph: its strongly connected components of two or more nodes, by
 * Kosaraju's algorithm.
 * <ol>
 * <li>A depth-first walk notes the nodes as it leaves them for good.</li>
 * <li>The last node left starts a walk against the edges; what that reaches, and no
 * earlier component has, is its component.</li>
 * <li>So do the other nodes, last left first.</li>
 * </ol>
 */
final class Cycles {

	private final Edges edges;

	private final BitSet seen = new BitSet();

	private Cycles(Edges edges) {
		this.edges = edges;
	}

	static List<List<Integer>> of(Edges edges) {
		int[] left = new Cycles(edges).leave();
		Cycles backwards = new Cycles(edges.reversed());
		List<List<Integer>> cycles = new ArrayList<>();
		for (int i = left.length - 1; i >= 0; i--) {
			List<Integer> component = backwards.reach(left[i]);
			if (component.size() > 1) {
				cycles.add(component);
			}
		}
		return cycles;
	}

	private int[] leave() {
		int[] left = new int[this.edges.size()];
		int[] nextEdge = new int[left.length];
		int count = 0;
		Deque<Integer> path = new ArrayDeque<>();
		for (int start = 0; start < left.length; start++) {
			enter(start, path);
			while (!path.isEmpty()) {
				int node = path.element();
				int[] ends = this.edges.from(node);
				if (nextEdge[node] < ends.length) {
					enter(ends[nextEdge[node]++], path);
				}
				else {
					left[count++] = path.remove();
				}
			}
		}
		return left;
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
