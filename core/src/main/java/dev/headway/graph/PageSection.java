package dev.headway.graph;

import java.util.List;
import java.util.Locale;

import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState.Progress;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

/**
 * A section of a {@link HistoryPage}: the status of a history and what to do about it,
 * and its revisions.
 */
final class PageSection {

	private static final int LONGEST_NAME = 60;

	private static final int LONGEST_WAIT = 500;

	private PageSection() {
	}

	static String id(PageHistory history) {
		return "history-" + history.name();
	}

	/**
	 * Write a history.
	 * @param markup where to write
	 * @param history the history
	 * @param index how many histories precede it
	 * @param several whether there are more
	 */
	static void write(Markup markup, PageHistory history, int index, boolean several) {
		markup.open("section", "id", id(history)).line();
		markup.open("h2").element("span", GraphRevision.line(history.name(), LONGEST_NAME)).text(" ");
		MigrationStatus status = history.status();
		if (status != null && several) {
			writeStatus(markup, status.name());
		}
		markup.close().line();
		Progress progress = history.progress();
		if (status != null && (status != MigrationStatus.PENDING || progress == null)) {
			markup.element("p", advice(status), "class", "advice").line();
		}
		if (progress != null) {
			writeProgress(markup, progress);
		}
		writeFacts(markup, history);
		writeProblems(markup, history);
		String prefix = (index == 0) ? "" : history.name() + "/";
		new PageRevisions(history.graph(), prefix).write(markup);
		markup.close().line();
	}

	static void writeStatus(Markup markup, String status) {
		markup.element("strong", status, "class", "status " + status.toLowerCase(Locale.ROOT));
	}

	private static String advice(MigrationStatus status) {
		return switch (status) {
			case INVALID ->
				"No revision graph can be built from the migrations. Nothing is applied until this is fixed.";
			case CONFLICT -> "The branches of the migrations must be joined. Nothing is applied until this is fixed.";
			case FAILED -> "A migration failed. Nothing is applied until this is fixed.";
			case CHANGED -> "A migration was edited after it was applied. Nothing is applied until this is fixed.";
			case DIVERGED -> "The migrations have diverged from the database. Nothing is applied until this is fixed.";
			case PENDING -> "There are revisions to apply. The next upgrade applies them.";
			case AHEAD -> "The database has revisions of a newer version of the application. There is nothing to do.";
			case UP_TO_DATE -> "The database is at the head. There is nothing to do.";
		};
	}

	private static void writeFacts(Markup markup, PageHistory history) {
		markup.open("dl", "class", "facts");
		if (history.status() != null) {
			fact(markup, "Current", list(history.current()));
		}
		fact(markup, (history.heads().size() == 1) ? "Head" : "Heads", list(history.heads()));
		if (history.status() != null) {
			fact(markup, "Applied", number(history.applied()));
			fact(markup, "Pending", number(history.pending()));
		}
		fact(markup, "Revisions", number(history.graph().revisions().size()));
		if (history.overdueSince() != null) {
			markup.open("div", "class", "problem").element("dt", "The database has not answered since");
			markup.open("dd");
			PageRevision.writeTime(markup, history.overdueSince());
			markup.close().close();
		}
		markup.close().line();
	}

	private static void writeProgress(Markup markup, Progress progress) {
		markup.open("p", "class", "progress")
			.text("An upgrade is running: %s (%d of %d) since ".formatted(
					GraphRevision.line(progress.revision(), LONGEST_NAME), progress.position(), progress.total()));
		PageRevision.writeTime(markup, progress.since());
		String wait = (progress.waitsFor() != null) ? ", waiting for " + progress.waitsFor() : "";
		markup.text(GraphRevision.line(wait, LONGEST_WAIT) + ".").close().line();
	}

	private static String list(List<String> ids) {
		return ids.isEmpty() ? "none" : ShortList.names(ids);
	}

	private static void fact(Markup markup, String name, String value) {
		markup.open("div").element("dt", name).element("dd", GraphRevision.line(value, 200)).close();
	}

	static String number(int number) {
		return String.format(Locale.ENGLISH, "%,d", number);
	}

	private static void writeProblems(Markup markup, PageHistory history) {
		for (MigrationProblem problem : history.problems()) {
			markup.open("div", "class", "problem").element("p", problem.message());
			markup.open("p").element("code", problem.code());
			problem.scripts().forEach((script) -> markup.text(" ").element("code", GraphRevision.line(script, 200)));
			markup.close().close().line();
		}
		HeadConflict conflict = history.conflict();
		if (conflict != null) {
			markup.element("p", "To resolve the conflict, run one of:").open("ul", "class", "commands");
			conflict.resolve().forEach((command) -> markup.open("li").element("code", Printable.line(command)).close());
			markup.close().line();
		}
	}

}
