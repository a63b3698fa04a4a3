package dev.headway.script.edit;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

/**
 * The migrations that a rebase moves, and their new parents. They are put after a head
 * one branch after the other, each in its own order:
 * <ol>
 * <li>A parent that moves in the same branch is kept.</li>
 * <li>A parent before the head, or in a branch that has been put there already, is
 * removed. A migration without another parent revises the head.</li>
 * </ol>
 * Without a head, all parents are kept.
 *
 * @param graph all migrations
 * @param chain the migrations to move
 * @param parents the new parents of the migrations whose parents change
 */
record RebasePlan(RebaseGraph graph, Set<RebaseNode> chain, Map<RebaseNode, List<RebaseNode>> parents) {

	static RebasePlan unmoved(RebaseGraph graph) {
		return new RebasePlan(graph, Set.of(), Map.of());
	}

	/**
	 * Let one side have the parents that it has. Without a header, its first migration
	 * revises the highest lower one that stays and has none either.
	 */
	static RebasePlan separated(RebaseGraph graph) {
		Map<RebaseNode, List<RebaseNode>> parents = new LinkedHashMap<>();
		for (RebaseNode node : graph.moving()) {
			if (node.parents().isEmpty() && node.script().parentsImplied()) {
				graph.staying()
					.stream()
					.filter((other) -> other.script().parentsImplied() && other.version().compareTo(node.version()) < 0)
					.max(RebaseGraph.IN_VERSION_ORDER)
					.ifPresent((parent) -> parents.put(node, List.of(parent)));
			}
		}
		return new RebasePlan(graph, new LinkedHashSet<>(graph.moving()), parents);
	}

	static RebasePlan inPlace(RebaseGraph graph, RebaseNode start) {
		Set<RebaseNode> chain = RebaseGraph.reach(Set.of(start), (node) -> node.children().stream());
		return new RebasePlan(graph, chain, Map.of());
	}

	/**
	 * Put everything that is connected with some migrations, outside the history of a
	 * head, after that head.
	 */
	static RebasePlan onto(RebaseGraph graph, Collection<RebaseNode> starts, RebaseNode head) {
		Set<RebaseNode> history = RebaseGraph.reach(Set.of(head), RebaseNode::parentsAndDependencies);
		for (RebaseNode start : starts) {
			if (history.contains(start)) {
				throw new EditException(EditError.NOTHING_TO_DO,
						"%s is already below %s. Specify a revision of another branch.".formatted(start, head));
			}
		}
		List<Set<RebaseNode>> branches = starts.stream()
			.map((start) -> RebaseGraph.reach(Set.of(start),
					(node) -> node.parentsAndChildren().filter((next) -> !history.contains(next))))
			.toList();
		return place(graph, branches, head);
	}

	/**
	 * Put migrations after a head in one line.
	 */
	static RebasePlan linear(RebaseGraph graph, Set<RebaseNode> chain, RebaseNode head, Comparator<RebaseNode> order) {
		return place(graph, RebaseGraph.heads(chain)
			.stream()
			.sorted(order)
			.map((last) -> RebaseGraph.reach(Set.of(last), (node) -> node.parents().stream().filter(chain::contains)))
			.toList(), head);
	}

	private static RebasePlan place(RebaseGraph graph, List<Set<RebaseNode>> branches, RebaseNode head) {
		Map<RebaseNode, List<RebaseNode>> parents = new LinkedHashMap<>();
		Set<RebaseNode> chain = new LinkedHashSet<>();
		Set<RebaseNode> covered = RebaseGraph.reach(Set.of(head), (node) -> node.parents().stream());
		RebaseNode last = head;
		for (Set<RebaseNode> whole : branches) {
			Set<RebaseNode> branch = new LinkedHashSet<>(whole);
			branch.removeAll(covered);
			for (RebaseNode node : branch) {
				List<RebaseNode> changed = parents(node, branch, covered, last);
				if (!changed.equals(node.parents())) {
					parents.put(node, changed);
				}
			}
			covered.addAll(branch);
			chain.addAll(branch);
			last = RebaseGraph.heads(branch).stream().findFirst().orElse(last);
		}
		return new RebasePlan(graph, chain, parents);
	}

	private static List<RebaseNode> parents(RebaseNode node, Set<RebaseNode> branch, Set<RebaseNode> covered,
			RebaseNode head) {
		List<RebaseNode> kept = node.parents().stream().filter((parent) -> !covered.contains(parent)).toList();
		return kept.stream().anyMatch(branch::contains) ? kept : Stream.concat(Stream.of(head), kept.stream()).toList();
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
