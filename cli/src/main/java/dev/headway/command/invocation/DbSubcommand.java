package dev.headway.command.invocation;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/**
 * A verb of the {@code db} command, called in one {@link Invocation}.
 */
@Command(
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT },
		exitCodeListHeading = "%nExit codes:%n", optionListHeading = "%nOptions, besides those of 'db --help':%n",
		parameterListHeading = "%nParameters:%n", descriptionHeading = "%n", sortOptions = false,
		showEndOfOptionsDelimiterInUsageHelp = false)
public abstract class DbSubcommand implements Callable<Integer> {

	private final Invocation invocation;

	public DbSubcommand(Invocation invocation) {
		this.invocation = invocation;
	}

	/**
	 * Run the verb.
	 * @return the exit code
	 */
	@Override
	public abstract Integer call();

	protected Invocation invocation() {
		return this.invocation;
	}

}
