package dev.headway.command.invocation;

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

	public boolean verbose() {
		return this.verbose;
	}

	/**
	 * Print revisions as JSON, in full, or a line for each.
	 * @param invocation the invocation
	 * @param revisions all revisions
	 * @param listed the revisions to print
	 * @param text formats a revision in full
	 * @param line formats a revision as a line
	 */
	public void print(Invocation invocation, Revisions revisions, List<Revision> listed, RevisionText text,
			Function<Revision, String> line) {
		if (invocation.json()) {
			printJson(invocation, listed.stream().map(revisions::describe).toList());
		}
		else if (this.verbose) {
			listed.forEach((revision) -> printBlock(invocation, text, revision));
		}
		else {
			listed.forEach((revision) -> invocation.out().printColored(line.apply(revision)));
		}
	}

	public static void printBlock(Invocation invocation, RevisionText text, Revision revision) {
		invocation.print(text.block(revision));
		invocation.out().println();
	}

	public static void printJson(Invocation invocation, List<Map<String, @Nullable Object>> values) {
		invocation.out().printData(Json.write(values) + System.lineSeparator());
	}

}
