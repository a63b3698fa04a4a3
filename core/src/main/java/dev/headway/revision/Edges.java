package dev.headway.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Directed edges between the nodes of a {@link GraphIndex}, each at most once.
 */
final class Edges {

	private final int[][] targets;

	private Edges(int[][] targets) {
		this.targets = targets;
	}

	/**
	 * The edges to the revisions that each revision names in {@code ends}. Unknown names
	 * are left out, and so are edges of a node to itself.
	 */
	static Edges of(List<Revision> revisions, Names names, Function<Revision, ? extends Collection<String>> ends) {
		int[][] targets = new int[revisions.size()][];
		int[] lastSource = new int[targets.length];
		Arrays.fill(lastSource, Names.NONE);
		for (int node = 0; node < targets.length; node++) {
			targets[node] = ends(node, ends.apply(revisions.get(node)), names, lastSource);
		}
		return new Edges(targets);
	}

	private static int[] ends(int node, Collection<String> ends, Names names, int[] lastSource) {
		int[] found = new int[ends.size()];
		int count = 0;
		lastSource[node] = node;
		for (String name : ends) {
			int end = names.node(name);
			if (end != Names.NONE && lastSource[end] != node) {
				lastSource[end] = node;
				found[count++] = end;
			}
		}
		return (count < found.length) ? Arrays.copyOf(found, count) : found;
	}

	int size() {
		return this.targets.length;
	}

	int[] from(int node) {
		return this.targets[node];
	}

	Edges reversed() {
		int[] counts = new int[size()];
		for (int[] ends : this.targets) {
			for (int end : ends) {
				counts[end]++;
			}
		}
		int[][] sources = new int[size()][];
		for (int node = 0; node < sources.length; node++) {
			sources[node] = new int[counts[node]];
		}
		for (int node = size() - 1; node >= 0; node--) {
			for (int end : this.targets[node]) {
				sources[end][--counts[end]] = node;
			}
		}
		return new Edges(sources);
	}

	/**
	 * All nodes that can be reached from these, themselves included, if every edge leads
	 * to a smaller number.
	 */
	BitSet down(BitSet starts) {
		BitSet reached = (BitSet) starts.clone();
		for (int node = reached.length() - 1; node >= 0; node = reached.previousSetBit(node - 1)) {
			addEnds(node, reached);
		}
		return reached;
	}

	/**
	 * All nodes that can be reached from these, themselves included, if every edge leads
	 * to a greater number.
	 */
	BitSet up(BitSet starts) {
		BitSet reached = (BitSet) starts.clone();
		for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
			addEnds(node, reached);
		}
		return reached;
	}

	BitSet ends(BitSet starts) {
		BitSet ends = new BitSet();
		starts.stream().forEach((node) -> addEnds(node, ends));
		return ends;
	}

	private void addEnds(int node, BitSet nodes) {
		for (int end : this.targets[node]) {
			nodes.set(end);
		}
	}

}
