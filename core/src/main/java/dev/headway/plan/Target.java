package dev.headway.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * The target of an upgrade or downgrade as written: {@code [branch@][symbol][+n|-n]}.
 *
 * @param text the target as written
 * @param branch the id or label before the {@code @}, or {@code null} if there is none
 * @param symbol what the target names, or {@code null} if it counts from the current
 * revisions
 * @param relative whether a number of steps is given
 * @param steps how many steps to walk, up if positive
 */
record Target(String text, @Nullable String branch, @Nullable String symbol, boolean relative, int steps) {

	private static final Pattern RELATIVE = Pattern.compile("(.*)([+-])(\\d+)");

	private static final int MOST_DIGITS = 9;

	private static final int MOST_STEPS = 999_999_999;

	/**
	 * Read a target. A label that looks like a relative target, such as
	 * {@code release-1}, is that label.
	 */
	static Target parse(String text, RevisionGraph graph) {
		int at = text.indexOf('@');
		String branch = (at > 0) ? text.substring(0, at) : null;
		String rest = text.substring(at + 1);
		Matcher relative = RELATIVE.matcher(rest);
		if (!relative.matches() || isLabel(rest, graph)) {
			return new Target(text, branch, rest, false, 0);
		}
		String symbol = relative.group(1);
		int steps = steps(relative.group(3));
		return new Target(text, branch, symbol.isEmpty() ? null : symbol, true,
				relative.group(2).equals("+") ? steps : -steps);
	}

	/**
	 * The symbol together with its branch.
	 */
	String symbolOnBranch() {
		return (this.branch != null) ? this.branch + "@" + this.symbol : String.valueOf(this.symbol);
	}

	RevisionException outOfRange() {
		return new RevisionException(RevisionError.OUT_OF_RANGE,
				"'%s' leads out of the graph: there are fewer revisions in that direction. Use fewer steps, or name a revision."
					.formatted(this.text));
	}

	private static int steps(String digits) {
		return (digits.length() > MOST_DIGITS) ? MOST_STEPS : Integer.parseInt(digits);
	}

	private static boolean isLabel(String name, RevisionGraph graph) {
		return graph.revisions().stream().anyMatch((revision) -> revision.labels().contains(name));
	}

}
