package dev.headway.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Revisions as numbers, their places in a list. Those of a graph are in topological
 * order, so that every edge to a parent or dependency leads to a smaller number.
 *
 * @param revisions the revisions; their places in the list are their numbers
 * @param names their ids and labels
 * @param parents from a revision to its parents
 * @param downs from a revision to its parents and dependencies
 * @param children from a revision to those that name it as parent
 * @param ups from a revision to those that name it as parent or dependency
 */
record GraphIndex(List<Revision> revisions, Names names, Edges parents, Edges downs, Edges children, Edges ups) {

	static GraphIndex of(List<Revision> revisions) {
		Names names = Names.of(revisions);
		Edges parents = Edges.of(revisions, names, Revision::parents);
		Edges children = parents.reversed();
		if (revisions.stream().allMatch((revision) -> revision.dependsOn().isEmpty())) {
			return new GraphIndex(List.copyOf(revisions), names, parents, parents, children, children);
		}
		Edges downs = Edges.of(revisions, names, GraphIndex::parentsAndDependencies);
		return new GraphIndex(List.copyOf(revisions), names, parents, downs, children, downs.reversed());
	}

	private static List<String> parentsAndDependencies(Revision revision) {
		return revision.dependsOn().isEmpty() ? revision.parents()
				: Stream.concat(revision.parents().stream(), revision.dependsOn().stream()).toList();
	}

	Revision revision(int node) {
		return this.revisions.get(node);
	}

	boolean hasId(String name) {
		return node(name) != Names.NONE;
	}

	private int node(String id) {
		int node = this.names.node(id);
		return (node != Names.NONE && revision(node).id().equals(id)) ? node : Names.NONE;
	}

	boolean isMergePoint(int node) {
		return revision(node).parents().size() > 1;
	}

	BitSet where(IntPredicate condition) {
		return IntStream.range(0, this.revisions.size())
			.filter(condition)
			.collect(BitSet::new, BitSet::set, BitSet::or);
	}

	/**
	 * Ancestors and descendants by parents only, and the node itself.
	 */
	BitSet lineage(int node) {
		BitSet start = nodes(node);
		BitSet lineage = this.parents.down(start);
		lineage.or(this.children.up(start));
		return lineage;
	}

	/**
	 * Whether one of these nodes is an ancestor of another.
	 */
	boolean hasOverlap(BitSet nodes) {
		return nodes.intersects(this.downs.down(this.downs.ends(nodes)));
	}

	int requireNode(String id) {
		int node = node(id);
		if (node == Names.NONE) {
			throw new RevisionException(RevisionError.NOT_FOUND,
					"There is no revision '%s'. Restore its script, or remove it from the applied revisions."
						.formatted(id));
		}
		return node;
	}

	BitSet requireNodes(Collection<String> ids) {
		BitSet nodes = new BitSet(this.revisions.size());
		ids.forEach((id) -> nodes.set(requireNode(id)));
		return nodes;
	}

	Set<String> ids(BitSet nodes) {
		Set<String> ids = new LinkedHashSet<>(nodes.cardinality() * 2);
		nodes.stream().forEachOrdered((node) -> ids.add(revision(node).id()));
		return Collections.unmodifiableSet(ids);
	}

	Set<Revision> revisions(BitSet nodes) {
		Set<Revision> found = new LinkedHashSet<>();
		nodes.stream().forEachOrdered((node) -> found.add(revision(node)));
		return Collections.unmodifiableSet(found);
	}

	/**
	 * The revisions in an order in which each comes after its parents and dependencies.
	 * Of those that could come next, the first one in the list does. Revisions of a cycle
	 * and their descendants are left out.
	 */
	List<Revision> inTopologicalOrder() {
		int[] waitsFor = new int[this.revisions.size()];
		PriorityQueue<Integer> ready = new PriorityQueue<>();
		for (int node = 0; node < waitsFor.length; node++) {
			waitsFor[node] = this.downs.from(node).length;
			if (waitsFor[node] == 0) {
				ready.add(node);
			}
		}
		List<Revision> order = new ArrayList<>(waitsFor.length);
		while (!ready.isEmpty()) {
			int node = ready.remove();
			order.add(revision(node));
			for (int up : this.ups.from(node)) {
				if (--waitsFor[up] == 0) {
					ready.add(up);
				}
			}
		}
		return order;
	}

	static BitSet nodes(int node) {
		BitSet nodes = new BitSet();
		nodes.set(node);
		return nodes;
	}

}
