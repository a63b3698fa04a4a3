package dev.headway.command;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.headway.command.session.ExitCode;
import dev.headway.command.session.Session;
import dev.headway.command.session.Verb;

/**
 * Prints a script that completes commands in a shell.
 */
@Command(name = "completion", description = "Print a script that completes 'db' commands in bash and zsh.",
		footer = "Use it with: source <(db completion)", exitCodeList = { ExitCode.FINE_TEXT, ExitCode.USAGE_TEXT })
final class CompletionCommand extends Verb {

	@Spec
	private CommandSpec spec = CommandSpec.create();

	CompletionCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		CommandLine root = this.spec.root().commandLine();
		session().out().print(AutoComplete.bash(root.getCommandName(), root));
		return ExitCode.FINE;
	}

}
