package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

import dev.headway.revision.Version;
import dev.headway.script.name.VersionSequence;

/**
 * The new versions of a {@link RebasePlan}. Migrations are visited after their parents
 * and dependencies. One whose version is higher than theirs keeps it; the others, and
 * those that share it with one that stays, get the next version after all existing ones.
 */
final class Renumbering {

	private final RebasePlan plan;

	private final VersionSequence sequence;

	private final Map<RebaseNode, String> written = new HashMap<>();

	Renumbering(RebasePlan plan, VersionSequence sequence) {
		this.plan = plan;
		this.sequence = sequence;
		visitAll();
	}

	boolean changes(RebaseNode node) {
		return this.written.containsKey(node);
	}

	/**
	 * The new version of a migration as it is written in the names of its files.
	 */
	String written(RebaseNode node) {
		return Objects.requireNonNull(this.written.get(node));
	}

	Version version(RebaseNode node) {
		return changes(node) ? Version.parse(written(node)).orElseThrow() : node.version();
	}

	Set<Version> versions(Collection<RebaseNode> nodes) {
		return new HashSet<>(nodes.stream().map(this::version).toList());
	}

	private void visitAll() {
		Map<RebaseNode, Integer> waitingFor = new HashMap<>();
		Map<RebaseNode, List<RebaseNode>> dependents = new HashMap<>();
		PriorityQueue<RebaseNode> ready = new PriorityQueue<>(
				Comparator.comparing(RebaseNode::version).thenComparing((node) -> node.script().relativePath()));
		for (RebaseNode node : this.plan.graph().nodes()) {
			List<RebaseNode> earlier = this.plan.parentsAndDependenciesOf(node).distinct().toList();
			waitingFor.put(node, earlier.size());
			earlier.forEach((one) -> dependents.computeIfAbsent(one, (any) -> new ArrayList<>()).add(node));
			if (earlier.isEmpty()) {
				ready.add(node);
			}
		}
		for (RebaseNode node = ready.poll(); node != null; node = ready.poll()) {
			visit(node);
			for (RebaseNode next : dependents.getOrDefault(node, List.of())) {
				if (waitingFor.merge(next, -1, Integer::sum) == 0) {
					ready.add(next);
				}
			}
		}
	}

	private void visit(RebaseNode node) {
		boolean kept = !(node.isMoving() && this.plan.graph().sharesVersion(node))
				&& this.plan.parentsAndDependenciesOf(node)
					.allMatch((earlier) -> version(earlier).compareTo(node.version()) < 0);
		if (!kept) {
			this.written.put(node, this.sequence.next());
		}
	}

}
