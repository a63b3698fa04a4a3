package dev.headway.plan;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;

/**
 * The revision to go back to, and the branch to go back on.
 *
 * @param revision the revision that stays, or {@code null} for the base
 * @param branch id or label of the branch to stay on where several children of that
 * revision are applied, or {@code null} to undo them all
 */
record DowngradeTarget(@Nullable String revision, @Nullable String branch) {

	static DowngradeTarget find(AppliedRevisions applied, Target target) {
		String symbol = target.symbol();
		if (symbol == null) {
			return onBranch(applied, target);
		}
		Symbols symbols = new Symbols(applied.graph());
		if (!target.relative()) {
			return new DowngradeTarget(symbols.find(symbol), target.branch());
		}
		RelativeSteps walk = new RelativeSteps(applied.graph(), target);
		String revision = (target.steps() < 0) ? walk.down(symbols.find(target.symbolOnBranch()), -target.steps())
				: walk.up(symbols.find(symbol), target.steps());
		return new DowngradeTarget(revision, target.branch());
	}

	/**
	 * Count from one of the current revisions, or from the base if it is {@code null},
	 * and stay on its branch.
	 */
	static DowngradeTarget from(AppliedRevisions applied, Target target, @Nullable String start) {
		if (target.steps() >= 0) {
			throw target.outOfRange();
		}
		String branch = target.branch();
		return new DowngradeTarget(new RelativeSteps(applied.graph(), target).down(start, -target.steps()),
				(branch != null) ? branch : start);
	}

	private static DowngradeTarget onBranch(AppliedRevisions applied, Target target) {
		String branch = target.branch();
		if (branch == null) {
			return from(applied, target, applied.current().stream().findFirst().orElse(null));
		}
		Set<String> starts = starts(applied, new Symbols(applied.graph()).lineage(branch));
		if (starts.size() != 1) {
			throw new RevisionException(RevisionError.NO_SINGLE_START,
					"'%s' counts from the current revision on '%s', but there are %d: %s. Name the revision to go back to."
						.formatted(target.text(), branch, starts.size(), starts));
		}
		return from(applied, target, starts.iterator().next());
	}

	private static Set<String> starts(AppliedRevisions applied, Set<String> lineage) {
		Set<String> starts = new LinkedHashSet<>(applied.current());
		starts.retainAll(lineage);
		if (starts.isEmpty()) {
			starts.addAll(applied.withoutChild());
			starts.retainAll(lineage);
		}
		return starts;
	}

}
