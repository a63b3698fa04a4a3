package dev.headway.script.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.headway.revision.Version;
import dev.headway.script.Script;

/**
 * A versioned migration among its relatives. Two of them may have the same version; each
 * is equal to itself only.
 */
final class Member {

	private final Script script;

	private final Version version;

	private final List<Member> parents = new ArrayList<>();

	private final List<Member> dependencies = new ArrayList<>();

	private final List<Member> children = new ArrayList<>();

	Member(Script script) {
		this.script = script;
		this.version = Version.parse(script.id()).orElseThrow();
	}

	Script script() {
		return this.script;
	}

	Version version() {
		return this.version;
	}

	String name() {
		return this.script.name();
	}

	List<Member> parents() {
		return this.parents;
	}

	List<Member> dependencies() {
		return this.dependencies;
	}

	List<Member> children() {
		return this.children;
	}

	Stream<Member> parentsAndDependencies() {
		return Stream.concat(this.parents.stream(), this.dependencies.stream());
	}

	Stream<Member> parentsAndChildren() {
		return Stream.concat(this.parents.stream(), this.children.stream());
	}

	void addParent(Member parent) {
		this.parents.add(parent);
		parent.children.add(this);
	}

	void addDependency(Member dependency) {
		this.dependencies.add(dependency);
	}

	@Override
	public String toString() {
		return this.version + " (" + name() + ")";
	}

}
