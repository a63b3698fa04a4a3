package dev.headway.revision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the request for a new revision into the revision, as {@code alembic revision}
 * does.
 */
final class RevisionCreation {

	private final RevisionGraph graph;

	RevisionCreation(RevisionGraph graph) {
		this.graph = graph;
	}

	Revision create(NewRevision request) {
		List<String> parents = request.heads()
			.stream()
			.flatMap((symbol) -> this.graph.resolve(symbol).stream())
			.map(Revision::id)
			.toList();
		if (new HashSet<>(parents).size() < parents.size()) {
			throw new RevisionException(RevisionError.DUPLICATE_PARENTS,
					"Revision %s would name a parent twice: %s. Name each parent once".formatted(request.id(),
							String.join(", ", parents)));
		}
		if (!request.splice()) {
			requireHeads(request.id(), parents);
		}
		return new Revision(request.id(), request.description(), parents,
				request.dependsOn().stream().map(this::dependency).toList(), request.labels());
	}

	private void requireHeads(String id, List<String> parents) {
		Set<String> heads = this.graph.heads();
		for (String parent : parents) {
			if (!heads.contains(parent)) {
				throw new RevisionException(RevisionError.NOT_A_HEAD,
						"Revision %s is not a head, so %s would create a new branch. Name a head (%s), or add --splice."
							.formatted(parent, id, String.join(", ", heads)));
			}
		}
	}

	private String dependency(String symbol) {
		Set<Revision> found = this.graph.resolve(symbol);
		if (found.isEmpty()) {
			throw new RevisionException(RevisionError.NOT_FOUND,
					"'%s' means no revision, so nothing can depend on it. Name a revision".formatted(symbol));
		}
		if (found.size() > 1) {
			throw new MultipleHeadsException(symbol, found.stream().map(Revision::id).toList());
		}
		Revision revision = found.iterator().next();
		return this.graph.labels(revision.id()).contains(symbol) ? symbol : revision.id();
	}

}
