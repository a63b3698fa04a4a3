package dev.headway.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.headway.command.session.ExitCode;
import dev.headway.command.session.Outcome;
import dev.headway.command.session.Session;
import dev.headway.command.session.Verb;
import dev.headway.migration.StampResult;

/**
 * Records revisions as applied.
 */
@Command(name = "stamp", description = "Record revisions as applied without running anything.",
		footer = "Needs the application, which knows the database.", exitCodeList = { ExitCode.FINE_TEXT,
				ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT, ExitCode.INVALID_TEXT })
final class StampCommand extends Verb {

	@Parameters(arity = "1..*", paramLabel = "REVISION",
			description = "What shall be current: revisions, head or base.")
	private List<String> targets = List.of();

	@Option(names = "--purge", description = "Let nothing else stay recorded, of other branches neither.")
	private boolean purge;

	StampCommand(Session session) {
		super(session);
	}

	@Override
	public Integer call() {
		StampResult result = session().service().stamp(this.targets, this.purge);
		Outcome outcome = new Outcome(session(), result.state());
		result.removed().forEach(outcome::unstamped);
		result.added().forEach(outcome::stamped);
		outcome.standing();
		return ExitCode.FINE;
	}

}
