package dev.headway.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;

/**
 * Two or more heads of a graph, and the commands that join them.
 *
 * @param heads the heads, in version order
 * @param forkedAt the latest revisions below more than one head; empty where the heads
 * have no ancestor in common
 */
public record HeadConflict(List<String> heads, List<String> forkedAt) {

	public HeadConflict {
		heads = List.copyOf(heads);
		forkedAt = List.copyOf(forkedAt);
	}

	/**
	 * Look for a conflict.
	 * @param graph the graph
	 * @return the conflict, empty if the graph has at most one head
	 */
	public static Optional<HeadConflict> of(RevisionGraph graph) {
		List<String> heads = List.copyOf(graph.heads());
		return (heads.size() > 1) ? Optional.of(new HeadConflict(heads, forkedAt(graph, heads))) : Optional.empty();
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
	 * The commands, each of which resolves the conflict: one merge of all heads, or a
	 * rebase of each onto the one before, those that stay first.
	 * @param stays matches the heads that should not be renamed
	 * @return the two command lines
	 */
	public List<String> resolve(Predicate<String> stays) {
		return List.of("db merge " + String.join(" ", this.heads), rebase(stays));
	}

	/**
	 * The command that puts the heads one after the other.
	 * @param stays matches the heads that should not be renamed
	 * @return the command line
	 */
	public String rebase(Predicate<String> stays) {
		List<String> rebased = new ArrayList<>(this.heads.stream().filter(stays).toList());
		this.heads.stream().filter((head) -> !rebased.contains(head)).forEach(rebased::add);
		List<String> rebases = new ArrayList<>();
		for (int i = 1; i < rebased.size(); i++) {
			rebases.add("db rebase " + rebased.get(i) + " --onto " + rebased.get(i - 1));
		}
		return String.join(" && ", rebases);
	}

	/**
	 * Describe the conflict.
	 * @param name how to name a head for people
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
