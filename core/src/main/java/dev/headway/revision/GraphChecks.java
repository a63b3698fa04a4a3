package dev.headway.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds all that keeps a list of revisions from being a graph. The list is in version
 * order, and so are the ids in a problem.
 */
final class GraphChecks {

	private static final int SHOWN = 10;

	private static final Set<String> RESERVED = Set.of("head", "heads", "base");

	private final List<Revision> revisions;

	private final Names names;

	private final Set<String> ids = new LinkedHashSet<>();

	private final List<GraphProblem> problems = new ArrayList<>();

	private GraphChecks(List<Revision> revisions) {
		this.revisions = revisions;
		this.names = Names.of(revisions);
		revisions.forEach((revision) -> this.ids.add(revision.id()));
	}

	static void check(List<Revision> revisions) {
		GraphChecks checks = new GraphChecks(revisions);
		checks.checkNames();
		checks.checkDuplicates();
		checks.checkMissing();
		checks.checkSelfLoops();
		checks.checkCycles();
		if (!checks.problems.isEmpty()) {
			throw new InvalidGraphException(checks.problems);
		}
	}

	private void checkNames() {
		for (Revision revision : this.revisions) {
			if (isIllegal(revision.id(), "@-+:")) {
				add("IllegalId", List.of(revision.id()), List.of(revision.id()),
						"'%s' can't be the id of a revision: symbols give a meaning to '@', '-', '+', ':', 'head', 'heads' and 'base'. Give its script a version of digits and dots"
							.formatted(revision.id()));
			}
			for (String label : revision.labels()) {
				if (isIllegal(label, "@:")) {
					add("IllegalLabel", List.of(revision.id()), List.of(label),
							"'%s' can't be a branch label of revision %s: symbols give a meaning to '@', ':', 'head', 'heads' and 'base'. Choose another label"
								.formatted(label, revision.id()));
				}
			}
		}
	}

	private static boolean isIllegal(String name, String characters) {
		return name.isBlank() || RESERVED.contains(name)
				|| name.chars().anyMatch((character) -> characters.indexOf(character) >= 0);
	}

	private void checkDuplicates() {
		group((revision) -> List.of(revision.id())).forEach((id, sharing) -> {
			if (sharing.size() > 1) {
				add("DuplicateId", List.of(id), List.of(id),
						"%d revisions have the id %s. Give all but one of them another version"
							.formatted(sharing.size(), id));
			}
		});
		group(Revision::labels).forEach((label, sharing) -> {
			if (sharing.size() > 1 || this.ids.contains(label)) {
				add("DuplicateLabel", sharing, List.of(label),
						"Branch label '%s' of revision %s is taken: %s. A label names one revision; choose another"
							.formatted(label, show(sharing), this.ids.contains(label) ? "a revision has it as id"
									: "it is given more than once"));
			}
		});
	}

	private void checkMissing() {
		for (Revision revision : this.revisions) {
			checkMissing(revision, revision.parents(), (name) -> !this.ids.contains(name), "MissingParent", "revises");
			checkMissing(revision, revision.dependsOn(), (name) -> this.names.node(name) == Names.NONE,
					"MissingDependency", "depends on");
		}
	}

	private void checkMissing(Revision revision, List<String> named, Predicate<String> missing, String code,
			String verb) {
		List<String> absent = named.stream().filter(missing).distinct().toList();
		if (!absent.isEmpty()) {
			add(code, List.of(revision.id()), absent,
					"Revision %s %s %s, which no script has. Add the missing script, or correct the header of %s"
						.formatted(revision.id(), verb, show(absent), revision.id()));
		}
	}

	private void checkSelfLoops() {
		for (Revision revision : this.revisions) {
			String id = revision.id();
			if (revision.parents().contains(id)) {
				add("SelfLoop", List.of(id), List.of(),
						"Revision %s revises itself. Name its parent in its header".formatted(id));
			}
			if (revision.dependsOn().contains(id)
					|| revision.labels().stream().anyMatch(revision.dependsOn()::contains)) {
				add("DependencySelfLoop", List.of(id), List.of(),
						"Revision %s depends on itself. Take that out of its header".formatted(id));
			}
		}
	}

	private void checkCycles() {
		List<List<String>> byParents = cycles(Revision::parents);
		for (List<String> cycle : byParents) {
			add("Cycle", cycle, List.of(),
					"Revisions %s revise one another in a cycle. Correct the parent of one of them"
						.formatted(show(cycle)));
		}
		for (List<String> cycle : cycles(GraphIndex::parentsAndDependencies)) {
			if (!byParents.contains(cycle)) {
				add("DependencyCycle", cycle, List.of(),
						"Revisions %s wait for one another by parents and dependencies. Take out one of the dependencies"
							.formatted(show(cycle)));
			}
		}
	}

	private List<List<String>> cycles(Function<Revision, List<String>> ends) {
		return Cycles.of(Edges.of(this.revisions, this.names, ends))
			.stream()
			.map((cycle) -> cycle.stream().sorted().map((node) -> this.revisions.get(node).id()).toList())
			.toList();
	}

	private Map<String, List<String>> group(Function<Revision, Collection<String>> keys) {
		Map<String, List<String>> groups = new LinkedHashMap<>();
		for (Revision revision : this.revisions) {
			for (String key : keys.apply(revision)) {
				groups.computeIfAbsent(key, (any) -> new ArrayList<>()).add(revision.id());
			}
		}
		return groups;
	}

	private void add(String code, List<String> concerned, List<String> names, String message) {
		this.problems.add(new GraphProblem(code, message, concerned, names));
	}

	private static String show(List<String> ids) {
		String shown = String.join(", ", ids.subList(0, Math.min(ids.size(), SHOWN)));
		return (ids.size() > SHOWN) ? shown + " and %d more".formatted(ids.size() - SHOWN) : shown;
	}

}
