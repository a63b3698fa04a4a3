package dev.headway.graph;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

import dev.headway.migration.MigrationStatus;

/**
 * Shows migration histories as one page of HTML that needs nothing else. Its content
 * security policy allows nothing but its own style and script. Without a script, it is
 * complete, but does not refresh itself.
 */
public final class HistoryPage {

	private static final String POLICY = "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; "
			+ "img-src data:; base-uri 'none'; form-action 'none'";

	private HistoryPage() {
	}

	/**
	 * Show histories.
	 * @param histories the histories
	 * @param live whether the page refreshes itself from where it was loaded
	 * @return the page
	 */
	public static String render(List<PageHistory> histories, boolean live) {
		List<MigrationStatus> statuses = histories.stream()
			.map(PageHistory::status)
			.filter(Objects::nonNull)
			.map(MigrationStatus.class::cast)
			.toList();
		String status = statuses.isEmpty() ? "" : Collections.min(statuses).name();
		Markup markup = begin(status);
		writeHeader(markup, histories, status);
		markup.open("main").line();
		for (int i = 0; i < histories.size(); i++) {
			PageSection.write(markup, histories.get(i), i, histories.size() > 1);
		}
		markup.close().line();
		return end(markup, live);
	}

	/**
	 * Show why there are no histories to show.
	 * @param message the reason
	 * @return a page that refreshes itself
	 */
	public static String renderFailure(String message) {
		Markup markup = begin("UNKNOWN");
		writeHeader(markup, List.of(), "UNKNOWN");
		markup.open("main").element("p", message, "class", "problem").close().line();
		return end(markup, true);
	}

	private static Markup begin(String status) {
		String policy = POLICY.formatted(GraphResource.PAGE_STYLE.source(), GraphResource.PAGE_SCRIPT.source());
		Markup markup = new Markup();
		markup.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
		markup.open("head").empty("meta", "charset", "utf-8").line();
		markup.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).line();
		markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
		markup.empty("meta", "name", "color-scheme", "content", "light dark").line();
		markup.element("title", status.isEmpty() ? "Migrations" : "Migrations: " + status).line();
		markup.empty("link", "rel", "icon", "href", "data:,").line();
		markup.open("style").verbatim(GraphResource.PAGE_STYLE.text()).close().line();
		return markup.close().line().open("body").line();
	}

	private static void writeHeader(Markup markup, List<PageHistory> histories, String status) {
		markup.open("header").open("h1").text("Migrations ");
		if (!status.isEmpty()) {
			PageSection.writeStatus(markup, status);
		}
		markup.close().line();
		if (histories.size() > 1) {
			markup.open("nav", "aria-label", "Histories");
			histories.forEach((history) -> writeLink(markup, history));
			markup.close().line();
		}
		markup.open("form", "class", "search", "role", "search", "hidden", "hidden");
		markup.empty("input", "type", "search", "aria-label", "Search revisions", "placeholder", "Search revisions",
				"autocomplete", "off", "spellcheck", "false");
		markup.element("output", "", "aria-live", "polite").close().line();
		markup.close().line();
	}

	private static void writeLink(Markup markup, PageHistory history) {
		markup.open("a", "href", "#" + PageRevision.encode(PageSection.id(history)))
			.text(GraphRevision.line(history.name(), 60));
		MigrationStatus status = history.status();
		if (status != null) {
			markup.text(" ");
			PageSection.writeStatus(markup, status.name());
		}
		markup.close();
	}

	private static String end(Markup markup, boolean live) {
		markup.open("footer");
		PageLegend.write(markup);
		if (live) {
			markup.element("p", "", "id", "live", "role", "status");
		}
		markup.close().line();
		markup.open("script").verbatim(GraphResource.PAGE_SCRIPT.text()).close().line();
		return markup.close().line().close() + "\n";
	}

}
