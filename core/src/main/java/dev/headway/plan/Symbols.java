package dev.headway.plan;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.MultipleHeadsException;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Looks up symbols where exactly one revision is wanted.
 *
 * @param graph the graph to look in
 */
record Symbols(RevisionGraph graph) {

	/**
	 * The revision that a symbol means, or {@code null} for the base.
	 */
	@Nullable String find(String symbol) {
		List<String> found = this.graph.resolve(symbol).stream().map(Revision::id).toList();
		if (found.size() > 1) {
			throw new MultipleHeadsException(symbol, found);
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * The revision that a branch stands for, by its label or id.
	 */
	String branch(String branch) {
		String revision = find(branch);
		if (revision == null) {
			throw noSuchBranch(branch);
		}
		return revision;
	}

	/**
	 * The lineage of the revision that a branch stands for.
	 */
	Set<String> lineage(String branch) {
		return this.graph.lineage(branch(branch));
	}

	static RevisionException noSuchBranch(String branch) {
		return new RevisionException(RevisionError.NO_SUCH_BRANCH,
				"There is no branch '%s'. Name a branch label, or a revision of the branch.".formatted(branch));
	}

}
