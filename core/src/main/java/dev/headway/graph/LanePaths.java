package dev.headway.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.headway.graph.LaneRow.Link;

/**
 * The lines of a {@link LaneRow} as paths of SVG. Each lane has one of a few colors, by
 * its class.
 */
final class LanePaths {

	/** The height of a row. */
	static final int HEIGHT = 28;

	/** The middle of a row, where revisions are. */
	static final int MIDDLE = HEIGHT / 2;

	private static final int LANE = 18;

	private static final int RADIUS = 8;

	private static final int BEND = 5;

	private static final int COLORS = 8;

	private final Map<Integer, StringBuilder> paths = new TreeMap<>();

	private LanePaths() {
	}

	/**
	 * The middle of a lane.
	 */
	static int x(int lane) {
		return 12 + lane * LANE;
	}

	/**
	 * The width of all lanes.
	 */
	static int width(List<LaneRow> rows) {
		return x(rows.stream().mapToInt(LaneRow::width).max().orElse(0)) - 6;
	}

	/**
	 * Draw the lines of a row.
	 */
	static void draw(LaneRow row, Markup markup) {
		LanePaths lines = new LanePaths();
		row.above().stream().filter(row::passes).forEach((lane) -> lines.vertical(lane, 0, HEIGHT));
		if (row.child()) {
			lines.vertical(row.lane(), 0, MIDDLE);
		}
		if (row.parentFollows()) {
			lines.vertical(row.lane(), MIDDLE, HEIGHT);
		}
		row.joined().stream().forEach((lane) -> lines.branch(row.lane(), lane));
		row.opened().stream().forEach((lane) -> lines.branch(row.lane(), lane));
		Link link = row.link();
		if (link != null) {
			lines.link(link, (link.right() == row.lane()) ? MIDDLE : 0);
		}
		lines.write(markup);
	}

	/**
	 * Draw the lanes below a row, in a picture that is stretched to its height.
	 */
	static void drawBelow(LaneRow row, Markup markup) {
		LanePaths lines = new LanePaths();
		row.below().stream().forEach((lane) -> lines.vertical(lane, 0, HEIGHT));
		lines.write(markup);
	}

	private void vertical(int lane, int from, int to) {
		start(lane, from).append('V').append(to);
	}

	/**
	 * A line from the lane of a revision along the middle of its row, and down the lane
	 * of a parent.
	 */
	private void branch(int from, int to) {
		int bend = (from < to) ? RADIUS : -RADIUS;
		StringBuilder path = start(to, MIDDLE + RADIUS);
		curve(path, x(to), MIDDLE, x(to) - bend, MIDDLE).append('H').append(x(from));
		start(to, MIDDLE + RADIUS).append('V').append(HEIGHT);
	}

	/**
	 * A line down a lane, and along the lower end of the row to the lane that it becomes
	 * part of.
	 */
	private void link(Link link, int from) {
		int right = x(link.right());
		int left = x(link.left());
		int end = HEIGHT - BEND;
		StringBuilder path = start(link.right(), from).append('V').append(end - BEND);
		curve(path, right, end, right - BEND, end).append('H').append(left + BEND);
		curve(path, left, end, left, HEIGHT);
	}

	private StringBuilder start(int lane, int y) {
		return this.paths.computeIfAbsent(lane % COLORS, (any) -> new StringBuilder())
			.append('M')
			.append(x(lane))
			.append(' ')
			.append(y);
	}

	private static StringBuilder curve(StringBuilder path, int cornerX, int cornerY, int x, int y) {
		return path.append('Q').append(cornerX).append(' ').append(cornerY).append(' ').append(x).append(' ').append(y);
	}

	private void write(Markup markup) {
		this.paths.forEach((color, path) -> markup.empty("path", "class", "lane lane" + color, "d", path.toString()));
	}

}
