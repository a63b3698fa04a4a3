package dev.headway.graph;

import java.util.List;

import dev.headway.migration.HistoryLine;

/**
 * Draws a {@link HistoryGraph} as SVG, with light and dark colors.
 */
public final class SvgGraph {

	private static final int LETTER = 8;

	private static final int GAP = 6;

	private SvgGraph() {
	}

	/**
	 * Draw a graph.
	 * @param graph the graph
	 * @return a document of SVG
	 */
	public static String render(HistoryGraph graph) {
		return render(List.of(graph));
	}

	/**
	 * Draw graphs, one below the other.
	 * @param graphs the graphs
	 * @return a document of SVG
	 */
	public static String render(List<HistoryGraph> graphs) {
		Markup rows = new Markup();
		int width = 1;
		int height = 0;
		for (HistoryGraph graph : graphs) {
			List<LaneRow> lanes = graph.rows();
			int x = LanePaths.width(lanes) + GAP;
			for (int i = 0; i < lanes.size(); i++) {
				GraphRevision revision = graph.revisions().get(i);
				String line = text(revision);
				rows.open("g", "transform", "translate(0 %d)".formatted(height));
				draw(rows, lanes.get(i), revision, line, x);
				rows.close().line();
				width = Math.max(width, x + line.length() * LETTER);
				height += LanePaths.HEIGHT;
			}
			height += LanePaths.MIDDLE;
		}
		height = Math.max(1, height - LanePaths.MIDDLE);
		Markup markup = new Markup();
		markup
			.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 %d %d".formatted(width, height),
					"width", "" + width, "height", "" + height, "role", "img")
			.element("title", "Migrations, newest first")
			.line();
		return markup.element("style", GraphResource.SVG_STYLE.text()).line().verbatim(rows.toString()).close() + "\n";
	}

	private static void draw(Markup markup, LaneRow row, GraphRevision revision, String line, int x) {
		LanePaths.draw(row, markup);
		NodeShape.draw(revision, markup, LanePaths.x(row.lane()), LanePaths.MIDDLE);
		markup.element("text", line, "x", "" + x, "y", "" + (LanePaths.MIDDLE + 4));
	}

	/**
	 * The text beside a revision, such as {@code 4 (head) (current) applied, merge}.
	 */
	private static String text(GraphRevision revision) {
		StringBuilder text = new StringBuilder(revision.shownId());
		revision.words().forEach((word) -> text.append(" (").append(word).append(')'));
		String dependencies = revision.dependencies();
		String described = HistoryLine.described(text.toString(), revision.shownDescription());
		return dependencies.isEmpty() ? described : "%s (%s)".formatted(described, dependencies);
	}

}
