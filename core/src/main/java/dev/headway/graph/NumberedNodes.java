package dev.headway.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The revisions of a graph, with short names for languages in which ids would have to be
 * escaped, and their edges.
 */
final class NumberedNodes {

	private final List<GraphRevision> oldestFirst;

	private final Map<String, String> names = new HashMap<>();

	/**
	 * Number revisions.
	 * @param graph the graph
	 * @param used how many numbers are taken
	 */
	NumberedNodes(HistoryGraph graph, int used) {
		this.oldestFirst = new ArrayList<>(graph.revisions());
		Collections.reverse(this.oldestFirst);
		this.oldestFirst.forEach((revision) -> this.names.put(revision.id(), "r" + (used + this.names.size())));
	}

	List<GraphRevision> oldestFirst() {
		return this.oldestFirst;
	}

	String name(GraphRevision revision) {
		return this.names.getOrDefault(revision.id(), "");
	}

	List<Edge> parents() {
		return edges((revision) -> revision.entry().revises());
	}

	List<Edge> dependencies() {
		return edges((revision) -> revision.entry().dependsOn());
	}

	private List<Edge> edges(Function<GraphRevision, List<String>> from) {
		List<Edge> edges = new ArrayList<>();
		for (GraphRevision revision : this.oldestFirst) {
			from.apply(revision)
				.stream()
				.filter(this.names::containsKey)
				.forEach((id) -> edges.add(new Edge(this.names.getOrDefault(id, ""), name(revision))));
		}
		return edges;
	}

	/**
	 * A line between two revisions.
	 *
	 * @param from the name of the older one
	 * @param to the name of the newer one
	 */
	record Edge(String from, String to) {

	}

}
