package dev.headway.revision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The ids and branch labels of a list of revisions, each with the place of its revision
 * in that list. Where a name is given twice, the first id counts, and an id before a
 * label.
 */
final class Names {

	static final int NONE = -1;

	/**
	 * Alembic finds a shorter id or label only by its full text.
	 */
	private static final int SHORTEST_FOUND_BY_PREFIX = 4;

	private final Map<String, Integer> nodes;

	private Names(Map<String, Integer> nodes) {
		this.nodes = nodes;
	}

	static Names of(List<Revision> revisions) {
		Map<String, Integer> nodes = new HashMap<>(revisions.size() * 2);
		for (int node = 0; node < revisions.size(); node++) {
			nodes.putIfAbsent(revisions.get(node).id(), node);
		}
		for (int node = 0; node < revisions.size(); node++) {
			for (String label : revisions.get(node).labels()) {
				nodes.putIfAbsent(label, node);
			}
		}
		return new Names(nodes);
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
			.sorted(new VersionOrder())
			.toList();
	}

}
