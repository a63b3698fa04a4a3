package dev.headway.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionGraph;
import dev.headway.script.Script;

/**
 * Looks for more than one head, and for the ways to make them one.
 */
final class HeadFindings {

	private final Facts facts;

	private final RevisionGraph graph;

	HeadFindings(Facts facts, RevisionGraph graph) {
		this.facts = facts;
		this.graph = graph;
	}

	@Nullable MigrationConflict conflict() {
		List<String> heads = List.copyOf(inOrder(this.graph.heads()));
		return (heads.size() > 1) ? new MigrationConflict(heads, forkedAt(heads), resolve(heads)) : null;
	}

	List<Finding> findings(@Nullable MigrationConflict conflict) {
		if (conflict == null) {
			return List.of();
		}
		String message = conflict.heads().size() + " heads, " + named(conflict.heads()) + ", which " + fork(conflict)
				+ ". Make them one with '" + String.join("' or '", conflict.resolve()) + "'.";
		return List.of(Finding.of(MigrationStatus.CONFLICT, "MULTIPLE_HEADS", message, scripts(conflict.heads())));
	}

	private static String fork(MigrationConflict conflict) {
		if (conflict.forkedAt().isEmpty()) {
			return "have no revision in common";
		}
		return ((conflict.heads().size() == 2) ? "both build on " : "build on ")
				+ String.join(", ", conflict.forkedAt());
	}

	private String named(List<String> ids) {
		List<String> names = new ArrayList<>();
		for (String id : ids) {
			Script script = this.facts.script(id);
			names.add((script != null) ? id + " (" + script.name() + ")" : id);
		}
		return String.join(" and ", names);
	}

	private List<String> scripts(List<String> ids) {
		List<String> scripts = new ArrayList<>();
		for (String id : ids) {
			Script script = this.facts.script(id);
			if (script != null) {
				scripts.add(script.name());
			}
		}
		return scripts;
	}

	private Set<String> inOrder(Collection<String> ids) {
		Set<String> ordered = new LinkedHashSet<>();
		for (Revision revision : this.graph.revisions()) {
			if (ids.contains(revision.id())) {
				ordered.add(revision.id());
			}
		}
		return ordered;
	}

	/**
	 * The revisions below more than one head that have nothing of the kind above them.
	 */
	private List<String> forkedAt(List<String> heads) {
		Map<String, Integer> reachedBy = new HashMap<>();
		for (String head : heads) {
			this.graph.ancestors(head).forEach((ancestor) -> reachedBy.merge(ancestor, 1, Integer::sum));
		}
		Set<String> common = new LinkedHashSet<>();
		reachedBy.forEach((id, count) -> {
			if (count > 1) {
				common.add(id);
			}
		});
		Set<String> below = this.graph.ancestors(common);
		Set<String> forks = new LinkedHashSet<>(common);
		forks.removeAll(below);
		return List.copyOf(inOrder(forks));
	}

	/**
	 * One merge of all heads; or a rebase of each onto the one before, those that this
	 * database already has first, since they can stay as they are.
	 */
	private List<String> resolve(List<String> heads) {
		List<String> rebased = new ArrayList<>(heads.stream().filter(this.facts::covers).toList());
		heads.stream().filter((head) -> !rebased.contains(head)).forEach(rebased::add);
		List<String> rebases = new ArrayList<>();
		for (int i = 1; i < rebased.size(); i++) {
			rebases.add("db rebase " + rebased.get(i) + " --onto " + rebased.get(i - 1));
		}
		return List.of("db merge " + String.join(" ", heads), String.join(" && ", rebases));
	}

}
