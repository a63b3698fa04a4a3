package dev.headway.revision;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A request for a new revision, with symbols where the {@link Revision} has ids.
 *
 * @param id its id
 * @param description what it will do, for people; may be empty
 * @param heads symbols of its parents; two or more make a merge, none or {@code base} a
 * base
 * @param splice whether a parent may be a revision that is not a head, which creates a
 * new branch
 * @param dependsOn symbols of revisions that must be applied before it
 * @param labels its branch labels
 * @see RevisionGraph#create(NewRevision)
 */
public record NewRevision(String id, String description, List<String> heads, boolean splice, List<String> dependsOn,
		Set<String> labels) {

	public NewRevision {
		heads = List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

	/**
	 * Resolve the symbols, as {@code alembic revision} does.
	 */
	Revision resolve(RevisionGraph graph) {
		List<String> parents = this.heads.stream()
			.flatMap((symbol) -> graph.resolve(symbol).stream())
			.map(Revision::id)
			.toList();
		if (new HashSet<>(parents).size() < parents.size()) {
			throw new RevisionException(RevisionError.DUPLICATE_PARENTS,
					"Revision %s would have the same parent twice: %s. Specify each parent once.".formatted(this.id,
							String.join(", ", parents)));
		}
		if (!this.splice) {
			requireHeads(parents, graph.heads());
		}
		List<String> dependencies = this.dependsOn.stream().map((symbol) -> dependency(graph, symbol)).toList();
		return new Revision(this.id, this.description, parents, dependencies, this.labels);
	}

	private void requireHeads(List<String> parents, Set<String> heads) {
		for (String parent : parents) {
			if (!heads.contains(parent)) {
				throw new RevisionException(RevisionError.NOT_A_HEAD,
						"Revision %s is not a head, so %s would create a new branch. Specify a head (%s), or allow this with '--splice'."
							.formatted(parent, this.id, String.join(", ", heads)));
			}
		}
	}

	private static String dependency(RevisionGraph graph, String symbol) {
		Set<Revision> found = graph.resolve(symbol);
		if (found.isEmpty()) {
			throw new RevisionException(RevisionError.NOT_FOUND,
					"'%s' is not a revision, so nothing can depend on it. Specify a revision.".formatted(symbol));
		}
		if (found.size() > 1) {
			throw new MultipleHeadsException(symbol, found.stream().map(Revision::id).toList());
		}
		Revision revision = found.iterator().next();
		return graph.labels(revision.id()).contains(symbol) ? symbol : revision.id();
	}

}
