package dev.headway.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.headway.migration.RevisionState;

/**
 * The revisions of a {@link PageSection}, in lanes. Where many follow each other and
 * nothing is special about them, they are folded up.
 */
final class PageRevisions {

	/** So many of the newest revisions always show. */
	private static final int NEWEST = 10;

	private static final int SHORTEST_STRETCH = 5;

	private final List<GraphRevision> revisions;

	private final List<LaneRow> rows;

	private final int width;

	private final PageRevision writer;

	PageRevisions(HistoryGraph graph, String prefix) {
		this.revisions = graph.revisions();
		this.rows = graph.rows();
		this.width = LanePaths.width(this.rows);
		Set<String> ids = this.revisions.stream().map(GraphRevision::id).collect(Collectors.toSet());
		this.writer = new PageRevision(prefix, this.width, ids, children(this.revisions));
	}

	private static Map<String, List<String>> children(List<GraphRevision> revisions) {
		Map<String, List<String>> children = new HashMap<>();
		for (GraphRevision revision : revisions) {
			revision.entry()
				.revises()
				.forEach((parent) -> children.computeIfAbsent(parent, (any) -> new ArrayList<>()).add(revision.id()));
		}
		return children;
	}

	void write(Markup markup) {
		markup.open("div", "class", "graph").line();
		int start = 0;
		while (start < this.rows.size()) {
			int end = start;
			while (end < this.rows.size() && isPlain(end)) {
				end++;
			}
			if (end - start >= SHORTEST_STRETCH) {
				writeStretch(markup, start, end);
			}
			else {
				end = Math.max(end, start + 1);
				writeRows(markup, start, end);
			}
			start = end;
		}
		markup.close().line();
	}

	private boolean isPlain(int index) {
		GraphRevision revision = this.revisions.get(index);
		return index >= NEWEST && this.rows.get(index).isStraight() && revision.marks().isEmpty()
				&& (revision.state() == null || revision.state() == RevisionState.APPLIED);
	}

	private void writeStretch(Markup markup, int start, int end) {
		markup.open("details", "class", "stretch").open("summary");
		markup.open("svg", "class", "lanes", "width", "" + this.width, "height", "" + LanePaths.HEIGHT, "aria-hidden",
				"true");
		LanePaths.drawBelow(this.rows.get(start), markup);
		markup.close();
		markup.element("span", "%s revisions, %s to %s".formatted(PageSection.number(end - start),
				this.revisions.get(end - 1).shownId(), this.revisions.get(start).shownId()));
		markup.close().line();
		writeRows(markup, start, end);
		markup.close().line();
	}

	private void writeRows(Markup markup, int start, int end) {
		for (int i = start; i < end; i++) {
			this.writer.write(markup, this.revisions.get(i), this.rows.get(i));
		}
	}

}
