package dev.headway.command.invocation;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/**
 * What all verbs are: something to call in a invocation that ends with an exit code.
 */
@Command(exitCodeListHeading = "%nExit codes:%n", optionListHeading = "%nOptions, besides those of 'db --help':%n",
		parameterListHeading = "%nParameters:%n", descriptionHeading = "%n", sortOptions = false,
		showEndOfOptionsDelimiterInUsageHelp = false)
public abstract class DbSubcommand implements Callable<Integer> {

	private final Invocation invocation;

	public DbSubcommand(Invocation invocation) {
		this.invocation = invocation;
	}

	/**
	 * Do it.
	 * @return the exit code
	 */
	@Override
	public abstract Integer call();

	protected Invocation invocation() {
		return this.invocation;
	}

}
