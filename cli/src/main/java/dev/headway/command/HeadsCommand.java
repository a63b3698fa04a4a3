package dev.headway.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ListOptions;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.revision.Revision;

/**
 * Shows the heads.
 */
@Command(name = "heads", description = "List the heads: the revisions without a child.", footerHeading = "%n",
		footer = "Several heads are not an error here; 'db check' exits with 3.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT })
final class HeadsCommand extends DbSubcommand {

	@Mixin
	private final ListOptions list = new ListOptions();

	HeadsCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		Revisions revisions = invocation().revisions();
		RevisionText text = new RevisionText(revisions, invocation().console().paint(), false);
		List<Revision> heads = revisions.in(revisions.graph().heads());
		this.list.print(this, revisions, heads, text, text::head);
		return ExitCode.FINE;
	}

}
