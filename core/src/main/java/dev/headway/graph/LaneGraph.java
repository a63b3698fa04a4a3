package dev.headway.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.headway.graph.LaneRow.Link;
import dev.headway.revision.Revision;

/**
 * Draws revisions as text, with their lanes to the left. Further parents of a revision
 * have a line along its row, to a lane that exists already ({@code +}) or to a new one
 * ({@code .}); two lanes become one in a row of their own ({@code /}).
 */
public final class LaneGraph {

	private LaneGraph() {
	}

	/**
	 * Draw revisions.
	 * @param revisions the revisions, each before its parents; parents that are not among
	 * them are left out
	 * @param text what to write beside a revision
	 * @return the lines
	 */
	public static List<String> draw(List<Revision> revisions, Function<Revision, String> text) {
		Map<String, List<String>> parents = new LinkedHashMap<>();
		revisions.forEach((revision) -> parents.put(revision.id(), revision.parents()));
		List<LaneRow> rows = LaneLayout.of(parents);
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			LaneRow row = rows.get(i);
			lines.add(line(row) + text.apply(revisions.get(i)));
			if (row.link() != null) {
				lines.add(line(row, row.link()));
			}
		}
		return lines;
	}

	private static String line(LaneRow row) {
		int first = first(row);
		int last = Math.max(row.lane(), Math.max(row.joined().length(), row.opened().length()) - 1);
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.width(); i++) {
			boolean within = i >= first && i < last;
			line.append(symbol(i, row, i >= first && i <= last)).append(within ? '-' : ' ');
		}
		return line.toString();
	}

	private static int first(LaneRow row) {
		int joined = row.joined().nextSetBit(0);
		int opened = row.opened().nextSetBit(0);
		int first = Math.min(row.lane(), (joined >= 0) ? joined : row.lane());
		return Math.min(first, (opened >= 0) ? opened : first);
	}

	private static char symbol(int lane, LaneRow row, boolean within) {
		if (lane == row.lane()) {
			return '*';
		}
		if (row.joined().get(lane)) {
			return '+';
		}
		if (row.opened().get(lane)) {
			return '.';
		}
		return row.above().get(lane) ? '|' : (within ? '-' : ' ');
	}

	/**
	 * The line in which the right one of two lanes becomes part of the left one.
	 */
	private static String line(LaneRow row, Link link) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.width(); i++) {
			boolean within = i > link.left() && i < link.right();
			line.append(row.below().get(i) ? '|' : (within ? '_' : ' '))
				.append((i == link.right() - 1) ? '/' : ((i >= link.left() && i < link.right() - 1) ? '_' : ' '));
		}
		return line.toString().stripTrailing();
	}

}
