package dev.headway.revision;

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
		for (int node = 0; node < targets.length; node++) {
			int source = node;
			targets[node] = ends.apply(revisions.get(node))
				.stream()
				.mapToInt(names::node)
				.filter((end) -> end != Names.NONE && end != source)
				.distinct()
				.toArray();
		}
		return new Edges(targets);
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
