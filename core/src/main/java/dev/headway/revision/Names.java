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
 */
final class Names {

	static final int NONE = -1;

	/** As in Alembic. */
	private static final int SHORTEST_FOUND_BY_PREFIX = 4;

	private final Map<String, Integer> nodes;

	private final boolean labels;

	private final boolean duplicateId;

	private Names(Map<String, Integer> nodes, boolean labels, boolean duplicateId) {
		this.nodes = nodes;
		this.labels = labels;
		this.duplicateId = duplicateId;
	}

	static Names of(List<Revision> revisions) {
		Map<String, Integer> nodes = new HashMap<>(revisions.size() * 2);
		for (int node = 0; node < revisions.size(); node++) {
			nodes.putIfAbsent(revisions.get(node).id(), node);
		}
		boolean duplicateId = nodes.size() < revisions.size();
		boolean labels = false;
		for (int node = 0; node < revisions.size(); node++) {
			for (String label : revisions.get(node).labels()) {
				nodes.putIfAbsent(label, node);
				labels = true;
			}
		}
		return new Names(nodes, labels, duplicateId);
	}

	boolean hasLabels() {
		return this.labels;
	}

	boolean hasDuplicateId() {
		return this.duplicateId;
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
