package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.headway.ShortList;

/**
 * Finds every {@link GraphProblem} of a list of revisions. The list is in version order,
 * and so are the ids in a problem.
 */
final class GraphChecks {

	private static final Set<String> RESERVED = Set.of("head", "heads", "base");

	private final GraphIndex index;

	private final List<Revision> revisions;

	private final List<GraphProblem> problems = new ArrayList<>();

	private GraphChecks(GraphIndex index) {
		this.index = index;
		this.revisions = index.revisions();
	}

	/**
	 * Refuse revisions that do not form a graph.
	 * @param index the revisions, numbered in version order
	 * @param ordered how many of them have a place in a topological order
	 * @param filename whether an id is the name of a file, in which every character is
	 * allowed
	 */
	static void check(GraphIndex index, int ordered, Predicate<String> filename) {
		GraphChecks checks = new GraphChecks(index);
		checks.checkNames(filename);
		if (index.names().hasDuplicateId() || index.names().hasLabels()) {
			checks.checkDuplicates();
		}
		List<Revision> suspects = index.names().hasLabels() ? index.revisions() : checks.incomplete();
		checks.checkMissing(suspects);
		checks.checkSelfLoops(suspects);
		if (ordered < index.revisions().size()) {
			checks.checkCycles();
		}
		if (!checks.problems.isEmpty()) {
			throw new InvalidGraphException(checks.problems);
		}
	}

	private void checkNames(Predicate<String> filename) {
		for (Revision revision : this.revisions) {
			if (isIllegal(revision.id(), "@-+:") && !filename.test(revision.id())) {
				add(RevisionError.ILLEGAL_ID, List.of(revision.id()), List.of(revision.id()),
						"'%s' cannot be a revision id: '@', '-', '+', ':', 'head', 'heads' and 'base' have a special meaning. Use a version of digits and dots."
							.formatted(revision.id()));
			}
			for (String label : revision.labels()) {
				String quoted = ShortList.text(label);
				if (isIllegal(label, "@:") || !quoted.equals(label)) {
					add(RevisionError.ILLEGAL_LABEL, List.of(revision.id()), List.of(label),
							"'%s' cannot be a branch label of revision %s: it must be short and printable, and '@', ':', 'head', 'heads' and 'base' have a special meaning. Choose another label."
								.formatted(quoted, revision.id()));
				}
			}
		}
	}

	private static boolean isIllegal(String name, String characters) {
		return name.isBlank() || RESERVED.contains(name)
				|| name.chars().anyMatch((character) -> characters.indexOf(character) >= 0);
	}

	private void checkDuplicates() {
		Map<String, Integer> repeated = new LinkedHashMap<>();
		Map<String, List<String>> labeled = new LinkedHashMap<>();
		for (int node = 0; node < this.revisions.size(); node++) {
			Revision revision = this.revisions.get(node);
			if (this.index.names().node(revision.id()) != node) {
				repeated.merge(revision.id(), 1, Integer::sum);
			}
			for (String label : revision.labels()) {
				labeled.computeIfAbsent(label, (any) -> new ArrayList<>()).add(revision.id());
			}
		}
		repeated.forEach((id, times) -> add(RevisionError.DUPLICATE_ID, List.of(id), List.of(id),
				"%d revisions have the id %s. Give all but one another id.".formatted(times + 1, id)));
		checkLabels(labeled);
	}

	private void checkLabels(Map<String, List<String>> labeled) {
		labeled.forEach((label, sharing) -> {
			if (sharing.size() > 1 || this.index.hasId(label)) {
				String message = this.index.hasId(label)
						? "Branch label '%s' is also the id of a revision. Choose another label for %s."
						: "Branch label '%s' is used by several revisions: %s. Choose another label for all but one.";
				add(RevisionError.DUPLICATE_LABEL, sharing, List.of(label),
						message.formatted(label, ShortList.names(sharing)));
			}
		});
	}

	/**
	 * The revisions that have fewer edges than they name revisions. In a list without
	 * labels, one of these names is unknown, repeated, or their own.
	 */
	private List<Revision> incomplete() {
		List<Revision> incomplete = new ArrayList<>();
		for (int node = 0; node < this.revisions.size(); node++) {
			Revision revision = this.revisions.get(node);
			int named = revision.parents().size() + revision.dependsOn().size();
			if (this.index.downs().from(node).length < named) {
				incomplete.add(revision);
			}
		}
		return incomplete;
	}

	private void checkMissing(List<Revision> revisions) {
		for (Revision revision : revisions) {
			checkMissing(RevisionError.MISSING_PARENT, "revises", revision, revision.parents(),
					(name) -> !this.index.hasId(name));
			checkMissing(RevisionError.MISSING_DEPENDENCY, "depends on", revision, revision.dependsOn(),
					(name) -> this.index.names().node(name) == Names.NONE);
		}
	}

	private void checkMissing(RevisionError error, String verb, Revision revision, List<String> names,
			Predicate<String> isMissing) {
		List<String> missing = names.stream().filter(isMissing).distinct().toList();
		if (!missing.isEmpty()) {
			add(error, List.of(revision.id()), missing,
					"Revision %s %s %s, but there is no such migration. Add it, or correct the header of %s."
						.formatted(revision.id(), verb, ShortList.names(missing), revision.id()));
		}
	}

	private void checkSelfLoops(List<Revision> revisions) {
		for (Revision revision : revisions) {
			String id = revision.id();
			if (revision.parents().contains(id)) {
				add(RevisionError.SELF_LOOP, List.of(id), List.of(),
						"Revision %s revises itself. Name its parent in the header.".formatted(id));
			}
			if (revision.dependsOn().contains(id) || !Collections.disjoint(revision.labels(), revision.dependsOn())) {
				add(RevisionError.DEPENDENCY_SELF_LOOP, List.of(id), List.of(),
						"Revision %s depends on itself. Remove the depends-on header.".formatted(id));
			}
		}
	}

	private void checkCycles() {
		List<List<String>> byParents = cycles(this.index.parents());
		for (List<String> cycle : byParents) {
			add(RevisionError.CYCLE, cycle, List.of(),
					"Revisions %s revise one another in a cycle. Correct the revises header of one of them."
						.formatted(ShortList.names(cycle)));
		}
		for (List<String> cycle : cycles(this.index.downs())) {
			if (!byParents.contains(cycle)) {
				add(RevisionError.DEPENDENCY_CYCLE, cycle, List.of(),
						"Revisions %s depend on one another through parents and dependencies. Remove one of the depends-on headers."
							.formatted(ShortList.names(cycle)));
			}
		}
	}

	private List<List<String>> cycles(Edges edges) {
		return Cycles.of(edges)
			.stream()
			.map((cycle) -> cycle.stream().sorted().map((node) -> this.revisions.get(node).id()).toList())
			.toList();
	}

	private void add(RevisionError error, List<String> concerned, List<String> names, String message) {
		this.problems.add(new GraphProblem(error, message, concerned, names));
	}

}
