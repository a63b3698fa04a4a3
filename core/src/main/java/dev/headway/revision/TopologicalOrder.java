package dev.headway.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Revisions in an order in which each comes after its parents and dependencies, and as
 * near to the given order as that allows: of all that could come next, the earliest one
 * does.
 */
final class TopologicalOrder {

	private TopologicalOrder() {
	}

	static List<Revision> of(GraphIndex index) {
		int[] waitsFor = new int[index.revisions().size()];
		PriorityQueue<Integer> ready = new PriorityQueue<>();
		for (int node = 0; node < waitsFor.length; node++) {
			waitsFor[node] = index.downs().from(node).length;
			if (waitsFor[node] == 0) {
				ready.add(node);
			}
		}
		List<Revision> order = new ArrayList<>(waitsFor.length);
		while (!ready.isEmpty()) {
			int node = ready.remove();
			order.add(index.revision(node));
			for (int up : index.ups().from(node)) {
				if (--waitsFor[up] == 0) {
					ready.add(up);
				}
			}
		}
		return order;
	}

}
