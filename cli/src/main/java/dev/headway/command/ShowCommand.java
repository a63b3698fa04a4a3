package dev.headway.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ListOptions;
import dev.headway.command.text.RevisionText;
import dev.headway.command.text.Revisions;
import dev.headway.revision.Revision;

/**
 * Shows revisions in full.
 */
@Command(name = "show", description = "Show one revision in full.")
final class ShowCommand extends DbSubcommand {

	@Parameters(paramLabel = "REVISION",
			description = "A revision, a label, a prefix of either with at least four characters, head or heads; in an application also current.")
	private String revision = "";

	ShowCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		boolean current = this.revision.equals("current");
		Revisions revisions = invocation().revisionsWithDatabase();
		List<Revision> found = current ? revisions.in(invocation().service().state().current())
				: revisions.resolve(this.revision);
		if (invocation().json()) {
			answer(revisions.describe(found));
			return ExitCode.FINE;
		}
		RevisionText text = new RevisionText(revisions, invocation().console().paint(), invocation().hasService());
		found.forEach((shown) -> ListOptions.printBlock(invocation(), text, shown));
		return ExitCode.FINE;
	}

}
