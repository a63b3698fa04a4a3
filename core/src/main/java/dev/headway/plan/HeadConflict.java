package dev.headway.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * A conflict that two branches leave behind: two or more heads, which may have the same
 * version, or late revisions, which were added below revisions that are applied already.
 *
 * @param heads the heads, in version order
 * @param forkedAt the latest revisions that are ancestors of more than one head; empty if
 * the heads have no common ancestor
 * @param late the late revisions, parents first
 * @param resolve the commands or settings that resolve the conflict, each of them alone
 */
public record HeadConflict(List<String> heads, List<String> forkedAt, List<String> late, List<String> resolve) {

	public HeadConflict {
		heads = List.copyOf(heads);
		forkedAt = List.copyOf(forkedAt);
		late = List.copyOf(late);
		resolve = List.copyOf(resolve);
	}

	/**
	 * Find where heads of a graph separate.
	 * @param graph the graph
	 * @param heads the heads
	 * @return the latest revisions that are ancestors of more than one head
	 */
	public static List<String> forkedAt(RevisionGraph graph, Collection<String> heads) {
		Map<String, Integer> reachedBy = new HashMap<>();
		for (String head : heads) {
			graph.ancestors(head).forEach((ancestor) -> reachedBy.merge(ancestor, 1, Integer::sum));
		}
		List<String> common = graph.revisions()
			.stream()
			.map(Revision::id)
			.filter((id) -> reachedBy.getOrDefault(id, 0) > 1)
			.toList();
		Set<String> below = graph.ancestors(common);
		return common.stream().filter((id) -> !below.contains(id)).toList();
	}

}
