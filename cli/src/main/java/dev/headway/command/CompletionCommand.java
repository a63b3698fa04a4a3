package dev.headway.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;

/**
 * Prints a script that completes commands in a shell.
 */
@Command(name = "completion", description = "Print a completion script for bash and zsh.", footerHeading = "%n",
		footer = "Use it with: source <(db completion)", exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT })
final class CompletionCommand extends DbSubcommand {

	CompletionCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		CommandLine root = spec().root().commandLine();
		invocation().out().printData(AutoComplete.bash(root.getCommandName(), root));
		return ExitCode.FINE;
	}

}
