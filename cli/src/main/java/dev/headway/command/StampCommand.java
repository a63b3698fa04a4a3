package dev.headway.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.migration.StampResult;

/**
 * Records revisions as applied.
 */
@Command(name = "stamp", description = "Record revisions as applied without running them.", footerHeading = "%n",
		footer = "Needs the database, and therefore the application.")
final class StampCommand extends DbSubcommand {

	@Parameters(arity = "1..*", paramLabel = "REVISION",
			description = "What should be current: revisions, head or base.")
	private List<String> targets = List.of();

	@Option(names = "--purge", description = "Remove all other records, including those of other branches.")
	private boolean purge;

	StampCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		StampResult result = invocation().service().stamp(this.targets, this.purge);
		ResultPrinter printer = new ResultPrinter(invocation(), result.state());
		result.removed().forEach(printer::unstamped);
		result.added().forEach(printer::stamped);
		printer.current();
		return ExitCode.FINE;
	}

}
