package dev.headway.plan;

import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Revision;
import dev.headway.revision.RevisionError;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

/**
 * A range of the history whose ends may be steps: down from its end, as in {@code -3:},
 * up from its start, as in {@code 2:+4}, or from a revision, as in {@code head-3:head}.
 * As in Alembic, both ends belong to it, and steps that lead out of the graph stop there.
 */
public final class HistoryRange {

	private final RevisionGraph graph;

	public HistoryRange(RevisionGraph graph) {
		this.graph = graph;
	}

	/**
	 * List the revisions of a range.
	 * @param from its start, empty for the base
	 * @param to its end, empty for the heads
	 * @return the revisions, newest first
	 * @throws RevisionException if it is no range, or if steps can go several ways
	 */
	public List<Revision> between(String from, String to) {
		Target start = Target.parse(from, this.graph);
		Target end = Target.parse(to, this.graph);
		if (counts(start) && counts(end)) {
			throw new RevisionException(RevisionError.NO_SINGLE_START,
					"'%s:%s' counts steps at both ends. Name a revision at one of them.".formatted(from, to));
		}
		requireDirection(start, -1);
		requireDirection(end, 1);
		String last = end.relative() ? walk(end, counts(end) ? from : symbol(end)) : to;
		String first = start.relative() ? walk(start, counts(start) ? or(last, "head") : symbol(start)) : from;
		return this.graph.range(first, last);
	}

	private String walk(Target target, String begin) {
		RelativeSteps walk = new RelativeSteps(this.graph, target);
		String position = new Symbols(this.graph).find(or(begin, "base"));
		UnaryOperator<@Nullable String> step = (target.steps() < 0) ? (at) -> walk.down(at, 1) : (at) -> walk.up(at, 1);
		try {
			for (int i = 0; i < Math.abs(target.steps()); i++) {
				position = step.apply(position);
			}
		}
		catch (RevisionException ex) {
			if (ex.error() != RevisionError.OUT_OF_RANGE) {
				throw ex;
			}
		}
		return (position != null) ? position : "base";
	}

	private static void requireDirection(Target target, int direction) {
		if (counts(target) && target.steps() * direction < 0) {
			throw target.outOfRange();
		}
	}

	private static boolean counts(Target target) {
		return target.relative() && target.symbol() == null;
	}

	private static String symbol(Target target) {
		return target.symbolOnBranch();
	}

	private static String or(String symbol, String otherwise) {
		return symbol.isEmpty() ? otherwise : symbol;
	}

}
