package dev.headway.script.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * The versioned migrations with their parents, children and dependencies. Unlike a
 * {@link dev.headway.revision.RevisionGraph}, it can have versions out of order, and one
 * duplicate: a node with the same version as another one, the original. References to
 * that version mean either always the duplicate or always the original.
 */
final class RebaseGraph {

	private final List<RebaseNode> nodes = new ArrayList<>();

	private final Map<Version, RebaseNode> byVersion = new HashMap<>();

	private final Map<String, RebaseNode> byLabel = new HashMap<>();

	private final @Nullable RebaseNode duplicate;

	/**
	 * Create a graph of scripts with different versions, and possibly a duplicate.
	 * @param duplicateReferenced whether references to its version mean the duplicate
	 */
	RebaseGraph(List<Script> scripts, @Nullable Script duplicate, boolean duplicateReferenced) {
		scripts.forEach((script) -> this.nodes.add(new RebaseNode(script)));
		this.nodes.forEach((node) -> this.byVersion.put(node.version(), node));
		this.duplicate = (duplicate != null) ? new RebaseNode(duplicate) : null;
		if (this.duplicate != null) {
			this.nodes.add(this.duplicate);
			if (duplicateReferenced) {
				this.byVersion.put(this.duplicate.version(), this.duplicate);
			}
		}
		this.nodes.forEach((node) -> node.script().labels().forEach((label) -> this.byLabel.putIfAbsent(label, node)));
		this.nodes.forEach(this::connect);
	}

	private void connect(RebaseNode node) {
		node.script().parents().forEach((id) -> find(id).ifPresent(node::addParent));
		node.script()
			.dependsOn()
			.forEach((name) -> find(name).or(() -> Optional.ofNullable(this.byLabel.get(name)))
				.ifPresent(node.dependencies()::add));
	}

	List<RebaseNode> nodes() {
		return this.nodes;
	}

	@Nullable RebaseNode duplicate() {
		return this.duplicate;
	}

	RebaseNode original(RebaseNode duplicate) {
		return this.nodes.stream()
			.filter((node) -> node != duplicate && node.version().equals(duplicate.version()))
			.findFirst()
			.orElseThrow();
	}

	Optional<RebaseNode> find(String id) {
		return Version.parse(id).map(this.byVersion::get);
	}

	Set<RebaseNode> heads() {
		return this.nodes.stream()
			.filter((node) -> node.children().isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	boolean isReferenced(RebaseNode node) {
		return !node.children().isEmpty()
				|| this.nodes.stream().anyMatch((other) -> other.dependencies().contains(node));
	}

	/**
	 * All nodes that can be reached from some nodes, which are part of the result.
	 */
	static Set<RebaseNode> reach(Collection<RebaseNode> from, Function<RebaseNode, Stream<RebaseNode>> neighbors) {
		Set<RebaseNode> reached = new LinkedHashSet<>(from);
		Deque<RebaseNode> open = new ArrayDeque<>(reached);
		while (!open.isEmpty()) {
			neighbors.apply(open.pop()).filter(reached::add).forEach(open::push);
		}
		return reached;
	}

}
