package dev.headway.plan;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionException;

/**
 * The revision to go back to, and the branch to go back on.
 *
 * @param revision the revision that stays, or {@code null} for the base
 * @param branch id or label of the branch to stay on where several children of that
 * revision are applied, or {@code null} to undo them all
 */
record DowngradeTarget(@Nullable String revision, @Nullable String branch) {

	static DowngradeTarget find(Applied applied, Target target) {
		Integer steps = target.steps();
		String symbol = target.symbol();
		if (symbol == null) {
			return fromCurrent(applied, target);
		}
		Symbols symbols = new Symbols(applied.graph());
		if (steps == null) {
			return new DowngradeTarget(symbols.find(symbol), target.branch());
		}
		Walk walk = new Walk(applied.graph(), target);
		String revision = (steps < 0) ? walk.down(symbols.find(target.symbolOnBranch()), -steps)
				: walk.up(symbols.find(symbol), steps);
		return new DowngradeTarget(revision, target.branch());
	}

	private static DowngradeTarget fromCurrent(Applied applied, Target target) {
		Integer steps = target.steps();
		if (steps == null || steps >= 0) {
			throw target.outOfRange();
		}
		String branch = target.branch();
		Set<String> starts = (branch != null) ? startsOn(branch, applied) : applied.current();
		if (starts.size() != 1 && branch != null) {
			throw new RevisionException("NoSingleStart",
					"'%s' counts from the current revision on '%s', but %s. Name the revision to go back to"
						.formatted(target.text(), branch, describe(starts)));
		}
		if (starts.size() > 1) {
			throw new RevisionException("AmbiguousStart",
					"'%s' counts from the current revision, but %s. Name the branch, as in '%s@-1', or the revision to go back to"
						.formatted(target.text(), describe(starts), starts.iterator().next()));
		}
		String start = starts.isEmpty() ? null : starts.iterator().next();
		return new DowngradeTarget(new Walk(applied.graph(), target).down(start, -steps),
				(branch != null) ? branch : start);
	}

	private static Set<String> startsOn(String branch, Applied applied) {
		Set<String> lineage = new Symbols(applied.graph()).lineage(branch);
		Set<String> starts = new LinkedHashSet<>(applied.current());
		starts.retainAll(lineage);
		if (starts.isEmpty()) {
			starts.addAll(applied.withoutChild());
			starts.retainAll(lineage);
		}
		return starts;
	}

	private static String describe(Set<String> starts) {
		return starts.isEmpty() ? "there is none" : "there are several: " + String.join(", ", starts);
	}

}
