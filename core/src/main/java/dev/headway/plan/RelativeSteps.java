package dev.headway.plan;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Walks a number of steps from a revision along its children or parents. The base, below
 * all revisions, is {@code null}.
 */
final class RelativeSteps {

	private final RevisionGraph graph;

	private final Target target;

	RelativeSteps(RevisionGraph graph, Target target) {
		this.graph = graph;
		this.target = target;
	}

	/**
	 * Walk along children, on the target's branch if it names one.
	 */
	@Nullable String up(@Nullable String start, int steps) {
		String branch = this.target.branch();
		Set<String> lineage = (branch != null) ? new Symbols(this.graph).lineage(branch) : null;
		String position = start;
		for (int step = 0; step < steps; step++) {
			Set<String> children = (position != null) ? this.graph.children(position) : this.graph.bases();
			position = only(children.stream().filter((child) -> lineage == null || lineage.contains(child)).toList());
		}
		return position;
	}

	/**
	 * Walk along parents; the last step may lead to the base.
	 */
	@Nullable String down(@Nullable String start, int steps) {
		String position = start;
		for (int step = 0; step < steps; step++) {
			List<String> parents = this.graph.find(orOutOfRange(position)).orElseThrow().parents();
			position = parents.isEmpty() ? null : only(parents);
		}
		return position;
	}

	String orOutOfRange(@Nullable String position) {
		if (position == null) {
			throw this.target.outOfRange();
		}
		return position;
	}

	private String only(List<String> ways) {
		if (ways.isEmpty()) {
			throw this.target.outOfRange();
		}
		if (ways.size() > 1) {
			throw new RevisionException(RevisionError.AMBIGUOUS_WALK,
					"'%s' can go more than one way: %s. Name the branch, as in '%s@%s', or the revision itself."
						.formatted(this.target.text(), String.join(", ", ways), ways.get(0),
								(this.target.steps() < 0) ? "-1" : "+1"));
		}
		return ways.get(0);
	}

}
