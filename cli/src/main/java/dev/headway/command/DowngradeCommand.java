package dev.headway.command;

import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.console.Console;
import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.command.invocation.SqlPrinter;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationService;

/**
 * Downgrades the database.
 */
@Command(name = "downgrade", description = "Undo revisions with their undo scripts, newest first.",
		footerHeading = "%n",
		footer = "Needs the database, and therefore the application. On a terminal it asks first.")
final class DowngradeCommand extends DbSubcommand {

	@Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = "-1",
			description = "Where to go back to: a revision, base, or a number of steps; ${DEFAULT-VALUE} by default.")
	private String target = "-1";

	@Option(names = "--sql",
			description = "Print the SQL instead; a TARGET such as 3:1 starts from 3 and does not connect to the database.")
	private boolean sql;

	@Option(names = { "-y", "--yes" }, description = "Do not ask for confirmation.")
	private boolean yes;

	DowngradeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		if (this.sql) {
			printSql(new SqlPrinter(invocation(), this.target).downgrade());
			return ExitCode.FINE;
		}
		SqlPrinter.requireNoRange("downgrade", this.target, "base");
		MigrationService service = invocation().service();
		Console console = invocation().console();
		if (!this.yes && console.terminal() && !console.confirm("Downgrade to %s?".formatted(this.target))) {
			throw new CommandException(ExitCode.FAILED, "Nothing was undone.");
		}
		invocation().expect((planner, applied) -> planner.downgrade(applied, this.target));
		DowngradeResult result = service.downgrade(this.target);
		if (invocation().json()) {
			answer(ResultPrinter.describe(Map.of("undone", result.undone()), result.state()));
			return ExitCode.FINE;
		}
		ResultPrinter printer = new ResultPrinter(invocation(), result.state());
		printer.downgraded(result.undone());
		printer.current();
		return ExitCode.FINE;
	}

}
