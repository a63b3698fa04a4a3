package dev.headway.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.migration.DowngradeResult;
import dev.headway.migration.MigrationService;

/**
 * Downgrades the database.
 */
@Command(name = "downgrade", description = "Undo revisions by their undo scripts, newest first.",
		footer = "Needs the application, which knows the database. Asks before it runs on a terminal.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT })
final class DowngradeCommand extends Verb {

	@Parameters(arity = "0..1", paramLabel = "TARGET", defaultValue = "-1",
			description = "What to go back to: a revision, base, or a number of steps (default: ${DEFAULT-VALUE}).")
	private String target = "-1";

	@Option(names = { "-y", "--yes" }, description = "Do not ask.")
	private boolean yes;

	DowngradeCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		MigrationService service = session().service();
		Console console = session().console();
		if (!this.yes && console.terminal() && !console.confirm("Downgrade to %s?".formatted(this.target))) {
			throw new CommandException(ExitCode.FAILED, "Nothing was done");
		}
		DowngradeResult result = service.downgrade(this.target);
		Outcome outcome = new Outcome(session(), result.state());
		result.undone().forEach(outcome::downgraded);
		outcome.standing();
		return ExitCode.FINE;
	}

}
