package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

	@Override
	public String toString() {
		return this.script.idAndName();
	}

}
