package dev.headway.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.RevisionOptions;

/**
 * Creates a revision.
 */
@Command(name = "revision", description = { "Create the next revision, with a header that names its parent.",
		"It comes with an undo script if the project uses them." })
final class RevisionCommand extends DbSubcommand {

	@Option(names = { "-m", "--message" }, required = true, paramLabel = "TEXT",
			description = "Description; becomes part of the file name.")
	private String message = "";

	@Option(names = "--splice", description = "Allow a parent that is not a head: a new branch.")
	private boolean splice;

	@Mixin
	private final RevisionOptions revision = new RevisionOptions();

	RevisionCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		apply(this.revision.folder(invocation()).revision(this.revision.request(this.message, this.splice)));
		return ExitCode.FINE;
	}

}
