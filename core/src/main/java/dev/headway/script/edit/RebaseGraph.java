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
 * All versioned migrations and how they are related, also where they form no valid graph.
 * One of them may be a twin, which shares its version with another; what refers to that
 * version means either always the twin or always the other.
 */
final class RebaseGraph {

	private final List<RebaseNode> members = new ArrayList<>();

	private final Map<Version, RebaseNode> byVersion = new HashMap<>();

	private final Map<String, RebaseNode> byLabel = new HashMap<>();

	private final @Nullable RebaseNode twin;

	/**
	 * Create a family.
	 * @param scripts the scripts, one for each version
	 * @param twin a script besides with the version of one of them, or {@code null}
	 * @param twinMeant whether its version means the twin
	 */
	RebaseGraph(List<Script> scripts, @Nullable Script twin, boolean twinMeant) {
		scripts.forEach((script) -> this.members.add(new RebaseNode(script)));
		this.members.forEach((member) -> this.byVersion.put(member.version(), member));
		this.twin = (twin != null) ? new RebaseNode(twin) : null;
		if (this.twin != null) {
			this.members.add(this.twin);
			if (twinMeant) {
				this.byVersion.put(this.twin.version(), this.twin);
			}
		}
		this.members
			.forEach((member) -> member.script().labels().forEach((label) -> this.byLabel.putIfAbsent(label, member)));
		this.members.forEach(this::relate);
	}

	private void relate(RebaseNode member) {
		member.script().parents().forEach((id) -> find(id).ifPresent(member::addParent));
		member.script()
			.dependsOn()
			.forEach((name) -> find(name).or(() -> Optional.ofNullable(this.byLabel.get(name)))
				.ifPresent(member::addDependency));
	}

	List<RebaseNode> members() {
		return this.members;
	}

	@Nullable RebaseNode twin() {
		return this.twin;
	}

	/**
	 * Find the migration that a reference means.
	 * @param id a version as it is written
	 * @return the migration; empty if none has this version, or if the text is none
	 */
	Optional<RebaseNode> find(String id) {
		return Version.parse(id).map(this.byVersion::get);
	}

	/**
	 * Return the migration that has the same version as the twin.
	 * @param twin the twin
	 * @return the other one
	 */
	RebaseNode likeTwin(RebaseNode twin) {
		return this.members.stream()
			.filter((member) -> member != twin && member.version().equals(twin.version()))
			.findFirst()
			.orElseThrow();
	}

	Set<RebaseNode> heads() {
		return this.members.stream()
			.filter((member) -> member.children().isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	boolean isReferredTo(RebaseNode member) {
		return !member.children().isEmpty()
				|| this.members.stream().anyMatch((other) -> other.dependencies().contains(member));
	}

	/**
	 * Return all that can be reached from some members, themselves included.
	 * @param from where to begin
	 * @param steps where one can go from a member
	 * @return those reached
	 */
	static Set<RebaseNode> reach(Collection<RebaseNode> from, Function<RebaseNode, Stream<RebaseNode>> steps) {
		Set<RebaseNode> reached = new LinkedHashSet<>(from);
		Deque<RebaseNode> open = new ArrayDeque<>(reached);
		while (!open.isEmpty()) {
			steps.apply(open.pop()).filter(reached::add).forEach(open::push);
		}
		return reached;
	}

}
