package dev.headway.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Two or more heads of a graph, and the commands that join them.
 *
 * @param heads the heads, in version order
 * @param forkedAt the latest revisions that are ancestors of more than one head; empty if
 * the heads have no common ancestor
 * @param rebaseOrder the heads in the order in which a rebase arranges them
 */
public record HeadConflict(List<String> heads, List<String> forkedAt, List<String> rebaseOrder) {

	public HeadConflict {
		heads = List.copyOf(heads);
		forkedAt = List.copyOf(forkedAt);
		rebaseOrder = List.copyOf(rebaseOrder);
	}

	/**
	 * Look for a conflict.
	 * @param graph the graph
	 * @param stays whether a head should stay as it is if others can move
	 * @return the conflict, empty if the graph has at most one head
	 */
	public static Optional<HeadConflict> of(RevisionGraph graph, Predicate<String> stays) {
		List<String> heads = List.copyOf(graph.heads());
		if (heads.size() < 2) {
			return Optional.empty();
		}
		List<String> rebaseOrder = Stream.concat(heads.stream().filter(stays), heads.stream().filter(stays.negate()))
			.toList();
		return Optional.of(new HeadConflict(heads, forkedAt(graph, heads), rebaseOrder));
	}

	private static List<String> forkedAt(RevisionGraph graph, List<String> heads) {
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

	/**
	 * Return the commands that resolve the conflict, each of them alone: a merge of all
	 * heads, or a rebase of each head onto the one before it.
	 * @return the two command lines
	 */
	public List<String> resolve() {
		return List.of("db merge " + String.join(" ", this.heads), rebase());
	}

	/**
	 * Return the command that puts the heads one after the other.
	 * @return the command line
	 */
	public String rebase() {
		return IntStream.range(1, this.rebaseOrder.size())
			.mapToObj((i) -> "db rebase " + this.rebaseOrder.get(i) + " --onto " + this.rebaseOrder.get(i - 1))
			.collect(Collectors.joining(" && "));
	}

	/**
	 * Describe the conflict.
	 * @param name the name to show for a head
	 * @return such as {@code 2 heads, 2 (V2__a.sql) and 3 (V3__b.sql), which both build
	 * on 1}
	 */
	public String describe(UnaryOperator<String> name) {
		String named = this.heads.stream().map(name).collect(Collectors.joining(" and "));
		return "%d heads, %s, which %s".formatted(this.heads.size(), named, fork());
	}

	private String fork() {
		if (this.forkedAt.isEmpty()) {
			return "have no revision in common";
		}
		return ((this.heads.size() == 2) ? "both build on " : "build on ") + String.join(", ", this.forkedAt);
	}

}
