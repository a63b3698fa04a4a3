package dev.headway.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.headway.command.session.ExitCode;
import dev.headway.command.session.ListOptions;
import dev.headway.command.session.Session;
import dev.headway.command.session.Verb;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.revision.Revision;

/**
 * Shows the heads.
 */
@Command(name = "heads", description = "Show the heads: the revisions that no other revises.",
		footer = "More than one head is no error here; 'db check' exits with 3 then.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT })
final class HeadsCommand extends Verb {

	@Mixin
	private final ListOptions list = new ListOptions();

	HeadsCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		Revisions revisions = session().revisions();
		RevisionText text = new RevisionText(revisions, session().console().paint(), false);
		List<Revision> heads = revisions.in(revisions.graph().heads());
		this.list.print(session(), revisions, heads, text, text::head);
		return ExitCode.FINE;
	}

}
