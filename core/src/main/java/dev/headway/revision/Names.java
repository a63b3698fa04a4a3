package dev.headway.revision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The ids and branch labels of a list of revisions, each with the index of its revision.
 * If a name is used twice, an id takes precedence over a label, and the first one over
 * the others.
 *
 * @param nodes the indexes by name
 * @param hasLabels whether there are labels
 * @param hasDuplicateId whether an id is used twice
 */
record Names(Map<String, Integer> nodes, boolean hasLabels, boolean hasDuplicateId) {

	static final int NONE = -1;

	/** As in Alembic. */
	private static final int SHORTEST_FOUND_BY_PREFIX = 4;

	static Names of(List<Revision> revisions) {
		Map<String, Integer> nodes = new HashMap<>(revisions.size() * 2);
		for (int node = 0; node < revisions.size(); node++) {
			nodes.putIfAbsent(revisions.get(node).id(), node);
		}
		boolean hasDuplicateId = nodes.size() < revisions.size();
		boolean hasLabels = false;
		for (int node = 0; node < revisions.size(); node++) {
			for (String label : revisions.get(node).labels()) {
				nodes.putIfAbsent(label, node);
				hasLabels = true;
			}
		}
		return new Names(nodes, hasLabels, hasDuplicateId);
	}

	int node(String name) {
		return this.nodes.getOrDefault(name, NONE);
	}

	List<String> startingWith(String prefix, IntPredicate nodeFilter) {
		return this.nodes.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().length() >= SHORTEST_FOUND_BY_PREFIX)
			.filter((entry) -> entry.getKey().startsWith(prefix) && nodeFilter.test(entry.getValue()))
			.map(Map.Entry::getKey)
			.sorted(Comparator.comparing(Version::sortKey))
			.toList();
	}

}
