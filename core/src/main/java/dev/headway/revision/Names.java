package dev.headway.revision;

import java.util.Comparator;
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

	private final boolean labels;

	private final boolean repetition;

	private Names(Map<String, Integer> nodes, boolean labels, boolean repetition) {
		this.nodes = nodes;
		this.labels = labels;
		this.repetition = repetition;
	}

	static Names of(List<Revision> revisions) {
		Map<String, Integer> nodes = new HashMap<>(revisions.size() * 2);
		for (int node = 0; node < revisions.size(); node++) {
			nodes.putIfAbsent(revisions.get(node).id(), node);
		}
		boolean repetition = nodes.size() < revisions.size();
		boolean labels = false;
		for (int node = 0; node < revisions.size(); node++) {
			for (String label : revisions.get(node).labels()) {
				nodes.putIfAbsent(label, node);
				labels = true;
			}
		}
		return new Names(nodes, labels, repetition);
	}

	boolean hasLabels() {
		return this.labels;
	}

	/**
	 * Whether an id is given twice.
	 */
	boolean hasRepetition() {
		return this.repetition;
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
