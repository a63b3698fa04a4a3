package dev.headway.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.migration.HistoryEntry;

/**
 * Writes a revision on a {@link HistoryPage}: its lanes, its line, and its details, which
 * open on a click or the Enter key.
 */
final class PageRevision {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final int LONGEST_DETAIL = 500;

	private final String prefix;

	private final int width;

	private final Set<String> ids;

	private final Map<String, List<String>> children;

	/**
	 * Create a writer.
	 * @param prefix what the ids of elements begin with
	 * @param width the width of all lanes
	 * @param ids the revisions on the page
	 * @param children the children of revisions
	 */
	PageRevision(String prefix, int width, Set<String> ids, Map<String, List<String>> children) {
		this.prefix = prefix;
		this.width = width;
		this.ids = ids;
		this.children = children;
	}

	/**
	 * Make an id part of a URL.
	 */
	static String encode(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
	}

	void write(Markup markup, GraphRevision revision, LaneRow row) {
		markup.open("details", "class", "revision", "id", elementId(revision.id()));
		writeLine(markup, revision, row);
		markup.open("div", "class", "body");
		markup.open("svg", "class", "lanes", "width", "" + this.width, "height", "100%", "viewBox",
				"0 0 %d %d".formatted(this.width, LanePaths.HEIGHT), "preserveAspectRatio", "none", "aria-hidden",
				"true");
		LanePaths.drawBelow(row, markup);
		markup.close();
		writeDetails(markup, revision);
		markup.close().close().line();
	}

	private void writeLine(Markup markup, GraphRevision revision, LaneRow row) {
		HistoryEntry entry = revision.entry();
		markup.open("summary");
		markup.open("svg", "class", "lanes", "width", "" + this.width, "height", "" + LanePaths.HEIGHT, "aria-hidden",
				"true");
		LanePaths.draw(row, markup);
		NodeShape.draw(revision, markup, LanePaths.x(row.lane()), LanePaths.MIDDLE);
		markup.close();
		markup.element("bdi", revision.shownId(), "class", "id").text(" ");
		markup.element("bdi", revision.shownDescription(), "class", "description");
		entry.labels().forEach((label) -> mark(markup, GraphRevision.line(label, 60), "label"));
		revision.marks().forEach((mark) -> mark(markup, mark.text(), mark.text()));
		if (revision.state() != null) {
			mark(markup, revision.stateText(), "state state-" + revision.stateText().replace(' ', '-'));
		}
		markup.close();
	}

	private static void mark(Markup markup, String text, String type) {
		markup.text(" ").element("span", text, "class", "mark " + type);
	}

	private void writeDetails(Markup markup, GraphRevision revision) {
		HistoryEntry entry = revision.entry();
		markup.open("dl");
		if (!revision.shownDescription().equals(entry.description())) {
			detail(markup, "Description", entry.description());
		}
		detail(markup, "Script", entry.script());
		revisions(markup, (entry.revises().size() > 1) ? "Merges" : "Parent", entry.revises());
		revisions(markup, "Depends on", entry.dependsOn());
		revisions(markup, "Revised by", this.children.getOrDefault(revision.id(), List.of()));
		revisions(markup, "Same version", entry.sameVersion());
		time(markup, "Installed", entry.installedOn());
		String installedBy = entry.installedBy();
		if (installedBy != null && !installedBy.isEmpty()) {
			detail(markup, "Installed by", installedBy);
		}
		if (entry.executionTimeMillis() != null) {
			detail(markup, "Duration", PageSection.number(entry.executionTimeMillis()) + " ms");
		}
		detail(markup, "Downgrade", entry.reversible() ? "has an undo script" : "no undo script");
		time(markup, "Undone", entry.undoneOn());
		markup.close();
	}

	private static void detail(Markup markup, String name, String value) {
		markup.element("dt", name).element("dd", GraphRevision.line(value, LONGEST_DETAIL));
	}

	private static void time(Markup markup, String name, @Nullable Instant time) {
		if (time != null) {
			markup.element("dt", name).open("dd");
			writeTime(markup, time);
			markup.close();
		}
	}

	static void writeTime(Markup markup, Instant time) {
		markup.element("time", TIME.format(time), "datetime", time.toString());
	}

	private void revisions(Markup markup, String name, Collection<String> ids) {
		if (ids.isEmpty()) {
			return;
		}
		markup.element("dt", name).open("dd");
		for (String id : ids) {
			String text = GraphRevision.line(id, LONGEST_DETAIL);
			if (this.ids.contains(id)) {
				markup.element("a", text, "href", "#" + encode(elementId(id))).text(" ");
			}
			else {
				markup.text(text + " ");
			}
		}
		markup.close();
	}

	private String elementId(String id) {
		return this.prefix + Printable.line(id);
	}

}
