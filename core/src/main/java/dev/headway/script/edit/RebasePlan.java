package dev.headway.script.edit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

/**
 * The migrations that a rebase moves, and their new parents:
 * <ol>
 * <li>The history of a head is everything that can be reached from it by parents and
 * dependencies.</li>
 * <li>The chain is everything that is connected with the revision by parents and children
 * outside that history. It goes after the head.</li>
 * <li>A parent in the chain is kept, one on the line of the head is removed. A migration
 * without a parent in the chain revises the head.</li>
 * </ol>
 * Without a head, the chain is the revision and its descendants, and all parents are
 * kept.
 *
 * @param graph all migrations
 * @param chain the migrations to move
 * @param parents the new parents of the migrations whose parents change
 */
record RebasePlan(RebaseGraph graph, Set<RebaseNode> chain, Map<RebaseNode, List<RebaseNode>> parents) {

	static RebasePlan inPlace(RebaseGraph graph, RebaseNode start) {
		Set<RebaseNode> chain = RebaseGraph.reach(Set.of(start), (node) -> node.children().stream());
		return new RebasePlan(graph, chain, Map.of());
	}

	static RebasePlan onto(RebaseGraph graph, RebaseNode start, RebaseNode head) {
		Set<RebaseNode> history = RebaseGraph.reach(Set.of(head), RebaseNode::parentsAndDependencies);
		if (history.contains(start)) {
			throw new EditException(EditError.NOTHING_TO_DO,
					"%s is already below %s. Specify a revision of another branch.".formatted(start, head));
		}
		Set<RebaseNode> line = RebaseGraph.reach(Set.of(head), (node) -> node.parents().stream());
		Set<RebaseNode> chain = RebaseGraph.reach(Set.of(start),
				(node) -> node.parentsAndChildren().filter((next) -> !history.contains(next)));
		Map<RebaseNode, List<RebaseNode>> parents = new LinkedHashMap<>();
		for (RebaseNode node : chain) {
			List<RebaseNode> kept = node.parents().stream().filter((parent) -> !line.contains(parent)).toList();
			List<RebaseNode> changed = kept.stream().anyMatch(chain::contains) ? kept
					: Stream.concat(Stream.of(head), kept.stream()).toList();
			if (!changed.equals(node.parents())) {
				parents.put(node, changed);
			}
		}
		return new RebasePlan(graph, chain, parents);
	}

	List<RebaseNode> parentsOf(RebaseNode node) {
		return this.parents.getOrDefault(node, node.parents());
	}

	Stream<RebaseNode> parentsAndDependenciesOf(RebaseNode node) {
		return Stream.concat(parentsOf(node).stream(), node.dependencies().stream());
	}

	Set<RebaseNode> heads() {
		Set<RebaseNode> heads = new LinkedHashSet<>(this.graph.nodes());
		this.graph.nodes().forEach((node) -> parentsOf(node).forEach(heads::remove));
		return heads;
	}

}
