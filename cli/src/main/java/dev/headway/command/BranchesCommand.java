package dev.headway.command;

import java.util.ArrayList;
import java.util.Collections;
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
 * Lists the branch points.
 */
@Command(name = "branches", description = "List the branch points, newest first, and the children of each.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT })
final class BranchesCommand extends DbSubcommand {

	@Mixin
	private final ListOptions list = new ListOptions();

	BranchesCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		Revisions revisions = invocation().revisions();
		List<Revision> points = new ArrayList<>(revisions.in(revisions.graph().branchPoints()));
		Collections.reverse(points);
		if (invocation().json()) {
			answer(revisions.describe(points));
			return ExitCode.FINE;
		}
		RevisionText text = new RevisionText(revisions, invocation().console().paint(), false);
		for (Revision point : points) {
			if (!point.equals(points.get(0))) {
				invocation().out().println();
			}
			if (this.list.verbose()) {
				ListOptions.printBlock(invocation(), text, point);
			}
			else {
				invocation().out().printColored(text.titled(point));
			}
			invocation().print(text.branches(point, this.list.verbose()));
		}
		return ExitCode.FINE;
	}

}
