package dev.headway.script;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.headway.revision.RevisionGraph;

/**
 * How many heads migrations may have. A head on which another revision depends does not
 * count, as in Alembic.
 */
public enum HeadRule {

	/** One. */
	ONE,

	/** One with each branch label, and one without a label. */
	ONE_PER_BRANCH;

	/**
	 * Find heads that may not exist side by side.
	 * @param graph the graph
	 * @param heads its {@link RevisionGraph#effectiveHeads() effective heads}, or some of
	 * them
	 * @return the heads of the first branch that has too many, in their order; empty if
	 * there is none
	 */
	public Set<String> conflicting(RevisionGraph graph, Collection<String> heads) {
		Map<String, Set<String>> branches = new LinkedHashMap<>();
		for (String head : heads) {
			Set<String> labels = (this == ONE) ? Set.of() : graph.labels(head);
			(labels.isEmpty() ? Set.of("") : labels)
				.forEach((label) -> branches.computeIfAbsent(label, (key) -> new LinkedHashSet<>()).add(head));
		}
		return branches.values().stream().filter((branch) -> branch.size() > 1).findFirst().orElseGet(Set::of);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
