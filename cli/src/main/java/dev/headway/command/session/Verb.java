package dev.headway.command.session;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

/**
 * What all verbs are: something to call in a session that ends with an exit code.
 */
@Command(exitCodeListHeading = "%nExit codes:%n", optionListHeading = "%nOptions:%n",
		parameterListHeading = "%nParameters:%n", descriptionHeading = "%n", footerHeading = "%n", sortOptions = false,
		showEndOfOptionsDelimiterInUsageHelp = false)
public abstract class Verb implements Callable<Integer> {

	private final Session session;

	public Verb(Session session) {
		this.session = session;
	}

	/**
	 * Do it.
	 * @return the exit code
	 */
	@Override
	public abstract Integer call();

	protected Session session() {
		return this.session;
	}

}
