package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

/**
 * Which migrations a rebase puts above which:
 * <ol>
 * <li>The history of the head to put them above is what can be reached from it by parents
 * and dependencies.</li>
 * <li>The chain is what hangs together with the revision once that history is taken
 * away.</li>
 * <li>A parent within the chain stays; one in the history is dropped. Where no parent in
 * the chain is left, the head becomes the parent.</li>
 * </ol>
 * Without a head to put it above, the chain is the revision and its descendants, and all
 * parents stay.
 *
 * @param chain the migrations to put above the head
 * @param parents the new parents of those whose parents change
 */
record RebasePlan(Set<RebaseNode> chain, Map<RebaseNode, List<RebaseNode>> parents) {

	static RebasePlan inPlace(RebaseNode start) {
		return new RebasePlan(RebaseGraph.reach(Set.of(start), (member) -> member.children().stream()), Map.of());
	}

	static RebasePlan onto(RebaseNode start, RebaseNode head) {
		Set<RebaseNode> history = RebaseGraph.reach(Set.of(head), RebaseNode::parentsAndDependencies);
		if (history.contains(start)) {
			throw new EditException(EditError.NOTHING_TO_DO,
					"%s is below %s already. Name a revision of another branch".formatted(start, head));
		}
		Set<RebaseNode> line = RebaseGraph.reach(Set.of(head), (member) -> member.parents().stream());
		Set<RebaseNode> chain = RebaseGraph.reach(Set.of(start),
				(member) -> member.parentsAndChildren().filter((next) -> !history.contains(next)));
		Map<RebaseNode, List<RebaseNode>> parents = new LinkedHashMap<>();
		for (RebaseNode member : chain) {
			List<RebaseNode> changed = parents(member, chain, line, head);
			if (!changed.equals(member.parents())) {
				parents.put(member, changed);
			}
		}
		return new RebasePlan(chain, parents);
	}

	List<RebaseNode> parentsOf(RebaseNode member) {
		return this.parents.getOrDefault(member, member.parents());
	}

	Stream<RebaseNode> below(RebaseNode member) {
		return Stream.concat(parentsOf(member).stream(), member.dependencies().stream());
	}

	Set<RebaseNode> heads(RebaseGraph family) {
		Set<RebaseNode> heads = new LinkedHashSet<>(family.members());
		family.members().forEach((member) -> parentsOf(member).forEach(heads::remove));
		return heads;
	}

	@Nullable RebaseNode codeInChain() {
		return this.chain.stream().filter((member) -> member.script().resource() == null).findFirst().orElse(null);
	}

	private static List<RebaseNode> parents(RebaseNode member, Set<RebaseNode> chain, Set<RebaseNode> line,
			RebaseNode head) {
		List<RebaseNode> kept = member.parents().stream().filter((parent) -> !line.contains(parent)).toList();
		if (kept.stream().anyMatch(chain::contains)) {
			return kept;
		}
		return Stream.concat(Stream.of(head), kept.stream()).collect(Collectors.toCollection(ArrayList::new));
	}

}
