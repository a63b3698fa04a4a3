package dev.headway.command.session;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.headway.command.text.Json;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.revision.Revision;

/**
 * Options of verbs that list revisions, and the listing.
 */
public final class ListOptions {

	@Option(names = { "-v", "--verbose" }, description = "Show each revision in full.")
	private boolean verbose;

	@Option(names = "--json", description = "Print JSON, for programs.")
	private boolean json;

	public boolean verbose() {
		return this.verbose;
	}

	public boolean json() {
		return this.json;
	}

	/**
	 * Print revisions as JSON, in full, or a line for each.
	 */
	public void print(Session session, Revisions revisions, List<Revision> listed, RevisionText text,
			Function<Revision, String> line) {
		if (this.json) {
			printJson(session, listed.stream().map(revisions::describe).toList());
		}
		else if (this.verbose) {
			listed.forEach((revision) -> printBlock(session, text, revision));
		}
		else {
			listed.forEach((revision) -> session.out().println(line.apply(revision)));
		}
	}

	public static void printBlock(Session session, RevisionText text, Revision revision) {
		session.print(text.block(revision));
		session.out().println();
	}

	public static void printJson(Session session, List<Map<String, @Nullable Object>> values) {
		session.out().println(Json.write(values));
	}

}
