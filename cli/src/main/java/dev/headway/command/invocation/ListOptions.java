package dev.headway.command.invocation;

import java.util.List;
import java.util.function.Function;

import picocli.CommandLine.Option;

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
	 * @param verb the verb
	 * @param revisions all revisions
	 * @param listed the revisions to print
	 * @param text formats a revision in full
	 * @param line formats a revision as a line
	 */
	public void print(DbSubcommand verb, Revisions revisions, List<Revision> listed, RevisionText text,
			Function<Revision, String> line) {
		Invocation invocation = verb.invocation();
		if (invocation.json()) {
			verb.answer(revisions.describe(listed));
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

}
