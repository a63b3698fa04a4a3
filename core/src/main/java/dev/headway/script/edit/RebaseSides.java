package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.headway.ShellWord;
import dev.headway.revision.Version;
import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;

/**
 * Separates the migrations that a {@link TargetBranch} has, which stay, from the others,
 * which move. If its own history is in conflict, those that it got later move first.
 */
final class RebaseSides {

	private final RebaseGraph graph;

	private final TargetBranch target;

	RebaseSides(RebaseGraph graph, TargetBranch target) {
		this.graph = graph;
		this.target = target;
	}

	/**
	 * Find the migrations to move.
	 * @param named the migrations that the user has named
	 * @return the migrations, empty if nothing is in conflict
	 */
	Set<RebaseNode> moving(Collection<RebaseNode> named) {
		Set<RebaseNode> ours = new LinkedHashSet<>(this.graph.nodes());
		ours.removeIf(this::isOnTarget);
		if (!isConflicting(ours)) {
			return later(this.graph.nodes(), named);
		}
		if (!named.isEmpty() && !isAgainstTarget(ours)) {
			return Set.of();
		}
		Set<RebaseNode> theirs = without(ours);
		boolean merged = this.target.missing().isEmpty();
		Set<RebaseNode> moving = new LinkedHashSet<>();
		if (merged && (named.isEmpty() || !ours.containsAll(named))) {
			moving.addAll(later(theirs, named));
		}
		moving.addAll(ours);
		return moving;
	}

	/**
	 * The order in which migrations were added: that of the target, then the others.
	 */
	Comparator<RebaseNode> inOrderOfArrival() {
		return Comparator
			.comparingInt((RebaseNode node) -> isOnTarget(node) ? arrival(node).orElse(-1) : Integer.MAX_VALUE);
	}

	private Set<RebaseNode> without(Set<RebaseNode> ours) {
		Set<RebaseNode> theirs = new LinkedHashSet<>(this.graph.nodes());
		theirs.removeAll(ours);
		return theirs;
	}

	/**
	 * Whether the target has one side of the conflict, and not only what both sides are
	 * based on.
	 */
	private boolean isAgainstTarget(Set<RebaseNode> ours) {
		Set<RebaseNode> theirs = without(ours);
		Set<RebaseNode> heads = RebaseGraph.heads(this.graph.nodes());
		return theirs.stream()
			.anyMatch((node) -> heads.contains(node) || this.graph.sharesVersion(node)
					|| ours.stream().anyMatch((one) -> isLate(one, theirs)));
	}

	private boolean isOnTarget(RebaseNode node) {
		return isOnTarget(node.script(), this.target);
	}

	/**
	 * Whether a migration stays: a class, or a file that the target has.
	 */
	static boolean isOnTarget(Script script, TargetBranch target) {
		ScriptResource file = script.resource();
		return file == null || file.file().isEmpty() || target.has(file);
	}

	private boolean isConflicting(Set<RebaseNode> ours) {
		Set<RebaseNode> theirs = without(ours);
		int heads = Math.max(1, heads(theirs).size());
		return !ours.isEmpty() && (RebaseGraph.heads(this.graph.nodes()).size() > heads
				|| ours.stream().anyMatch((node) -> this.graph.sharesVersion(node) || isLate(node, theirs)));
	}

	/**
	 * Whether a migration slipped in below one that the target has, and no header says
	 * that it may.
	 */
	private static boolean isLate(RebaseNode node, Set<RebaseNode> theirs) {
		return node.children().stream().anyMatch((child) -> theirs.contains(child) && child.script().parentsImplied())
				&& node.children().stream().allMatch((child) -> child.script().parentsImplied());
	}

	/**
	 * Those that the target got later, or that are named, of migrations that are in
	 * conflict.
	 */
	private Set<RebaseNode> later(Collection<RebaseNode> nodes, Collection<RebaseNode> named) {
		Set<RebaseNode> moving = new LinkedHashSet<>();
		Set<RebaseNode> staying = new LinkedHashSet<>();
		for (List<Set<RebaseNode>> sides : conflicts(nodes)) {
			List<Set<RebaseNode>> chosen = sides.stream()
				.filter((side) -> named.stream().anyMatch(side::contains))
				.toList();
			boolean undecided = chosen.isEmpty() || chosen.size() == sides.size();
			List<Set<RebaseNode>> later = undecided ? allButFirst(sides) : chosen;
			sides.forEach((side) -> (later.contains(side) ? moving : staying).addAll(side));
			if (!undecided) {
				named.stream().filter(nodes::contains).forEach(moving::add);
			}
		}
		moving.removeAll(staying);
		return withSameArrival(moving, staying);
	}

	/**
	 * Whether the target got a migration before all that follows it there, so that it was
	 * added in order.
	 * @param node a migration without a header
	 * @return whether that is known
	 */
	boolean isInOrder(RebaseNode node) {
		Set<RebaseNode> following = RebaseGraph.reach(Set.of(node), (each) -> each.children().stream());
		return isOnTarget(node) && arrival(node).isPresent()
				&& following.stream()
					.filter(this::isOnTarget)
					.map(this::arrival)
					.allMatch((arrival) -> arrival.isPresent() && arrival.getAsInt() >= arrival(node).getAsInt());
	}

	/**
	 * Migrations that came together keep their order, so they move together, except for
	 * those on which one builds that stays.
	 */
	private Set<RebaseNode> withSameArrival(Set<RebaseNode> moving, Set<RebaseNode> staying) {
		Set<OptionalInt> arrivals = moving.stream()
			.map(this::arrival)
			.filter(OptionalInt::isPresent)
			.collect(Collectors.toSet());
		return this.graph.nodes()
			.stream()
			.filter((node) -> moving.contains(node)
					|| (!staying.contains(node) && arrivals.contains(arrival(node)) && !isBelow(node, staying)))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Whether a migration came before another one that builds on it, or with it.
	 */
	private boolean isBelow(RebaseNode node, Set<RebaseNode> staying) {
		return staying.stream()
			.filter((other) -> RebaseGraph.reach(Set.of(other), RebaseNode::parentsAndDependencies).contains(node))
			.anyMatch((other) -> arrival(node).orElse(-1) <= arrival(other).orElse(-1));
	}

	/**
	 * The conflicts between some migrations, each as the sides that it is between.
	 */
	private static List<List<Set<RebaseNode>>> conflicts(Collection<RebaseNode> nodes) {
		List<List<Set<RebaseNode>>> conflicts = new ArrayList<>();
		Map<Version, List<Set<RebaseNode>>> versions = new LinkedHashMap<>();
		nodes.forEach((node) -> versions.computeIfAbsent(node.version(), (any) -> new ArrayList<>()).add(Set.of(node)));
		versions.values().stream().filter((sides) -> sides.size() > 1).forEach(conflicts::add);
		Set<RebaseNode> heads = heads(nodes);
		if (conflicts.isEmpty() && heads.size() > 1) {
			conflicts.add(heads.stream().map((head) -> exclusive(head, heads, nodes)).toList());
		}
		return conflicts;
	}

	/**
	 * The heads of some migrations, between which others can be.
	 */
	private static Set<RebaseNode> heads(Collection<RebaseNode> nodes) {
		Set<RebaseNode> heads = new LinkedHashSet<>(nodes);
		heads.removeAll(RebaseGraph.reach(nodes.stream().flatMap((node) -> node.parents().stream()).toList(),
				(node) -> node.parents().stream()));
		return heads;
	}

	private static Set<RebaseNode> exclusive(RebaseNode head, Set<RebaseNode> heads, Collection<RebaseNode> nodes) {
		Set<RebaseNode> others = new LinkedHashSet<>(heads);
		others.remove(head);
		Set<RebaseNode> exclusive = RebaseGraph.reach(Set.of(head), RebaseNode::parentsAndDependencies);
		exclusive.removeAll(RebaseGraph.reach(others, RebaseNode::parentsAndDependencies));
		exclusive.retainAll(nodes);
		return exclusive;
	}

	private List<Set<RebaseNode>> allButFirst(List<Set<RebaseNode>> sides) {
		Map<Set<RebaseNode>, Integer> arrivals = new LinkedHashMap<>();
		for (Set<RebaseNode> side : sides) {
			OptionalInt arrival = side.stream()
				.map(this::arrival)
				.filter(OptionalInt::isPresent)
				.mapToInt(OptionalInt::getAsInt)
				.min();
			arrivals.put(side, arrival.orElse(-1));
		}
		if (new LinkedHashSet<>(arrivals.values()).size() < sides.size()) {
			throw new EditException(EditError.AMBIGUOUS_VERSION,
					"%s has %s, and nothing says which of them should move. Specify one: %s.".formatted(
							this.target.name(), names(sides, " and ", (name) -> name),
							names(sides, " or ", (name) -> "'db rebase %s'".formatted(ShellWord.of(name)))));
		}
		return sides.stream().sorted(Comparator.comparing(arrivals::get)).skip(1).toList();
	}

	private OptionalInt arrival(RebaseNode node) {
		ScriptResource file = node.script().resource();
		return (file != null) ? this.target.arrival(file) : OptionalInt.empty();
	}

	private static String names(List<Set<RebaseNode>> sides, String separator, UnaryOperator<String> format) {
		return sides.stream()
			.map((side) -> format.apply(side.iterator().next().name()))
			.collect(Collectors.joining(separator));
	}

}
