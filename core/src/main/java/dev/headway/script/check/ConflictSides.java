package dev.headway.script.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionGraph;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Script;

/**
 * The scripts of a conflict by what becomes of them: those that stay as they are, because
 * a database or a target branch has them, those that can move, those that share a
 * version, and those that came late.
 */
final class ConflictSides {

	private final MigrationScripts scripts;

	private final RevisionGraph graph;

	private final @Nullable Predicate<Script> stays;

	private final Set<Script> late;

	/**
	 * Create the sides.
	 * @param scripts the scripts
	 * @param graph their graph
	 * @param stays whether a script stays, if that is known
	 * @param lateAllowed whether late scripts are allowed
	 */
	ConflictSides(MigrationScripts scripts, RevisionGraph graph, @Nullable Predicate<Script> stays,
			boolean lateAllowed) {
		this.scripts = scripts;
		this.graph = graph;
		this.stays = (stays != null && separates(scripts, stays)) ? stays : null;
		this.late = lateAllowed ? Set.of() : findLate();
	}

	/**
	 * Whether it is known which scripts stay.
	 */
	boolean areKnown() {
		return this.stays != null;
	}

	/**
	 * The late scripts, in version order.
	 */
	Set<Script> late() {
		return this.late;
	}

	/**
	 * Whether a script stays as it is.
	 */
	boolean stays(Script script) {
		return this.stays != null && this.stays.test(script);
	}

	/**
	 * The scripts that do not stay.
	 */
	List<Script> moving() {
		return this.scripts.revisions().stream().filter((script) -> !stays(script)).toList();
	}

	/**
	 * The scripts that share a version with another one.
	 */
	List<Script> sharing() {
		return this.scripts.shared().stream().flatMap(List::stream).toList();
	}

	/**
	 * The scripts with some ids.
	 */
	List<Script> scripts(List<String> ids) {
		return ids.stream().flatMap((id) -> this.scripts.find(id).stream()).toList();
	}

	/**
	 * What commands call some scripts.
	 */
	Stream<String> namesOf(Stream<Script> some) {
		return some.map(this.scripts::nameOf);
	}

	/**
	 * Some scripts, those that stay before the others.
	 */
	List<Script> stayingFirst(List<Script> some) {
		return Stream.concat(some.stream().filter(this::stays), some.stream().filter((script) -> !stays(script)))
			.toList();
	}

	/**
	 * Some scripts in version order.
	 */
	Set<Script> inOrder(Set<Script> some) {
		return this.scripts.revisions()
			.stream()
			.filter(some::contains)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * The late scripts, and those above them that belong to them: they do not stay, and
	 * no header puts them on one that does.
	 */
	List<Script> lateSide() {
		List<Script> side = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (Script script : moving()) {
			if (this.late.contains(script) || script.parentsImplied()
					|| script.parents().stream().anyMatch(ids::contains)) {
				side.add(script);
				ids.add(script.id());
			}
		}
		return side;
	}

	/**
	 * Whether no header joins the scripts that do not stay with the others, or the others
	 * with a side of them.
	 */
	boolean isSeparate(List<Script> side) {
		Set<String> moving = ids(moving());
		Set<String> ids = ids(side);
		return this.scripts.revisions()
			.stream()
			.noneMatch((script) -> stays(script)
					? !script.parentsImplied() && script.parents().stream().anyMatch(ids::contains)
					: script.parents().size() > 1 && !moving.containsAll(script.parents()));
	}

	/**
	 * The number of heads that the others have when a side is taken away.
	 */
	long headsWithout(List<Script> side) {
		Set<String> others = ids(this.scripts.revisions());
		others.removeAll(ids(side));
		Set<String> below = this.graph.ancestors(others);
		return others.stream().filter((id) -> !below.contains(id)).count();
	}

	private static Set<String> ids(List<Script> some) {
		return some.stream().map(Script::id).collect(Collectors.toCollection(HashSet::new));
	}

	/**
	 * One of the scripts that share a version, with all that only it is based on.
	 */
	List<Script> sideOf(Script script, List<Script> sharing) {
		List<String> others = sharing.stream().filter((other) -> !other.equals(script)).map(Script::id).toList();
		return inOrder(new LinkedHashSet<>(branch(List.of(script.id()), others))).stream().toList();
	}

	/**
	 * Some heads with all that only they are based on.
	 */
	List<Script> branch(List<String> heads, List<String> others) {
		Set<String> ids = new LinkedHashSet<>(heads);
		ids.addAll(this.graph.ancestors(heads));
		ids.removeAll(this.graph.ancestors(others));
		return scripts(List.copyOf(ids));
	}

	/**
	 * Whether some of the scripts stay and others do not, and of those that share a
	 * version, one does.
	 */
	private static boolean separates(MigrationScripts scripts, Predicate<Script> stays) {
		return scripts.revisions().stream().map(stays::test).distinct().count() > 1
				&& scripts.shared().stream().allMatch((group) -> group.stream().anyMatch(stays));
	}

	/**
	 * Scripts without a header that are not there, although one is that follows them only
	 * because of its version, unless a header names them or another late one above them.
	 */
	private Set<Script> findLate() {
		Set<Script> late = new LinkedHashSet<>();
		List<Script> revisions = new ArrayList<>(this.scripts.revisions());
		Collections.reverse(revisions);
		Set<String> passed = new LinkedHashSet<>();
		Set<String> named = new LinkedHashSet<>();
		for (Script script : revisions) {
			boolean isLate = !stays(script) && passed.contains(script.id()) && !named.contains(script.id());
			if (isLate && script.parentsImplied()) {
				late.add(script);
			}
			if (script.parentsImplied() && (stays(script) || isLate)) {
				passed.addAll(script.parents());
			}
			if (!script.parentsImplied() || (named.contains(script.id()) && !stays(script))) {
				named.addAll(script.parents());
			}
		}
		return inOrder(late);
	}

}
