package dev.headway.command;

import java.util.ArrayList;
import java.util.Collections;
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
 * Shows where branches part.
 */
@Command(name = "branches", description = "Show the branch points, newest first, and what revises each of them.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT, ExitCode.INVALID_TEXT })
final class BranchesCommand extends Verb {

	@Mixin
	private final ListOptions list = new ListOptions();

	BranchesCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		Revisions revisions = session().revisions();
		List<Revision> points = new ArrayList<>(revisions.in(revisions.graph().branchPoints()));
		Collections.reverse(points);
		if (this.list.json()) {
			ListOptions.printJson(session(), points.stream().map(revisions::describe).toList());
			return ExitCode.FINE;
		}
		RevisionText text = new RevisionText(revisions, session().console().paint(), false);
		for (Revision point : points) {
			if (!point.equals(points.get(0))) {
				session().out().println();
			}
			if (this.list.verbose()) {
				ListOptions.printBlock(session(), text, point);
			}
			else {
				session().out().println(text.titled(point));
			}
			session().print(text.branches(point, this.list.verbose()));
		}
		return ExitCode.FINE;
	}

}
