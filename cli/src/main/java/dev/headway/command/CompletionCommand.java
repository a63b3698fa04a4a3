package dev.headway.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;

/**
 * Prints a script that completes commands in a shell.
 */
@Command(name = "completion", description = "Print a completion script for bash and zsh.", footerHeading = "%n",
		footer = "Use it with: source <(db completion)", exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT })
final class CompletionCommand extends DbSubcommand {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	CompletionCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		CommandLine root = this.spec.root().commandLine();
		invocation().out().printData(AutoComplete.bash(root.getCommandName(), root));
		return ExitCode.FINE;
	}

}
