package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * A versioned migration in a {@link RebaseGraph}. Two nodes can have the same version, so
 * each node is equal only to itself.
 */
final class RebaseNode {

	private final Script script;

	private final boolean moving;

	private final List<RebaseNode> parents = new ArrayList<>();

	private final List<RebaseNode> dependencies = new ArrayList<>();

	private final List<RebaseNode> children = new ArrayList<>();

	RebaseNode(Script script, boolean moving) {
		this.script = script;
		this.moving = moving;
	}

	Script script() {
		return this.script;
	}

	/**
	 * Whether references to this node come from its own side only.
	 */
	boolean isMoving() {
		return this.moving;
	}

	Version version() {
		return Objects.requireNonNull(this.script.version());
	}

	String name() {
		return this.script.name();
	}

	List<RebaseNode> parents() {
		return this.parents;
	}

	List<RebaseNode> dependencies() {
		return this.dependencies;
	}

	List<RebaseNode> children() {
		return this.children;
	}

	Stream<RebaseNode> parentsAndDependencies() {
		return Stream.concat(this.parents.stream(), this.dependencies.stream());
	}

	Stream<RebaseNode> parentsAndChildren() {
		return Stream.concat(this.parents.stream(), this.children.stream());
	}

	void addParent(RebaseNode parent) {
		this.parents.add(parent);
		parent.children.add(this);
	}

	/**
	 * Whether another migration is the same merge, and nothing would miss this one.
	 */
	boolean isReplaceableBy(RebaseNode other) {
		return (this.children.isEmpty() || version().equals(other.version()))
				&& this.script.isSameMergeAs(other.script);
	}

	/**
	 * What it joins that is not part of its side: none of its parents if it is no merge,
	 * or all of them but one are older revisions of that one.
	 */
	List<RebaseNode> joinedFromOutside(Set<RebaseNode> side) {
		List<RebaseNode> joined = this.parents.stream()
			.filter((parent) -> this.parents.stream().noneMatch((other) -> other != parent && other.isBasedOn(parent)))
			.toList();
		return (joined.size() > 1) ? joined.stream().filter((parent) -> !side.contains(parent)).toList() : List.of();
	}

	private boolean isBasedOn(RebaseNode other) {
		return RebaseGraph.reach(Set.of(this), (node) -> node.parents.stream()).contains(other);
	}

	@Override
	public String toString() {
		return this.script.idAndName();
	}

}
