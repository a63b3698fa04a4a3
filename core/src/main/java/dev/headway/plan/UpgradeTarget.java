package dev.headway.plan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * Finds the revisions that the target of an upgrade means.
 */
final class UpgradeTarget {

	private final RevisionGraph graph;

	private final Symbols symbols;

	private final AppliedRevisions applied;

	UpgradeTarget(AppliedRevisions applied) {
		this.graph = applied.graph();
		this.symbols = new Symbols(this.graph);
		this.applied = applied;
	}

	Set<String> find(Target target) {
		if (!target.relative()) {
			return this.graph.resolve(target.text())
				.stream()
				.map(Revision::id)
				.collect(Collectors.toCollection(LinkedHashSet::new));
		}
		RelativeSteps walk = new RelativeSteps(this.graph, target);
		return Set.of(walk.orOutOfRange(walk(walk, target)));
	}

	private @Nullable String walk(RelativeSteps walk, Target target) {
		String symbol = target.symbol();
		if (target.steps() > 0) {
			return walk.up((symbol != null) ? this.symbols.find(symbol) : start(target), target.steps());
		}
		if (symbol == null) {
			throw target.outOfRange();
		}
		return walk.down(this.symbols.find(target.symbolOnBranch()), -target.steps());
	}

	private @Nullable String start(Target target) {
		Set<String> starts = starts(target.branch());
		if (starts.size() > 1) {
			throw new RevisionException(RevisionError.AMBIGUOUS_START,
					"'%s' counts from the current revision, but there are several: %s. Name the branch, as in '%s@+1', or the revision itself."
						.formatted(target.text(), String.join(", ", starts), starts.iterator().next()));
		}
		return starts.isEmpty() ? null : starts.iterator().next();
	}

	/**
	 * The revisions to count from: the current ones on the branch, or else the last
	 * active ones.
	 */
	private Set<String> starts(@Nullable String branch) {
		if (branch == null) {
			return this.applied.current();
		}
		Set<String> lineage = this.symbols.lineage(branch);
		Set<String> starts = new LinkedHashSet<>(lineage);
		starts.retainAll(this.applied.current());
		if (starts.isEmpty()) {
			starts.addAll(lineage);
			starts.retainAll(this.applied.active());
		}
		return this.graph.current(starts);
	}

}
