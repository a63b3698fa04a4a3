package dev.headway.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import dev.headway.command.console.LinePrinter;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;

/**
 * Shows how far a failed migration got, or records what became of it.
 */
@Command(name = "resolve", description = "Show how far a failed migration got, and resolve it.", footerHeading = "%n",
		footer = "Needs the database, and therefore the application.")
final class ResolveCommand extends DbSubcommand {

	@Parameters(paramLabel = "REVISION", description = "The revision, or the name of its script.")
	private String symbol = "";

	@ArgGroup
	private @Nullable Outcome outcome;

	ResolveCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		return (this.outcome != null) ? resolve(this.outcome) : show();
	}

	private int show() {
		FailedMigration failure = invocation().service().failure(this.symbol);
		if (invocation().json()) {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("revision", failure.symbol());
			values.put("script", failure.script());
			values.put("message", failure.message());
			if (failure.statement() != null) {
				values.put("statement", failure.statement());
			}
			values.put("findings", failure.findings());
			values.put("advice", failure.advice());
			answer(values);
			return ExitCode.FINE;
		}
		LinePrinter out = invocation().out();
		out.println(failure.message());
		if (failure.statement() != null) {
			failure.statement().lines().forEach((line) -> out.println("    " + line));
		}
		failure.findings().forEach(out::println);
		out.println(failure.advice());
		return ExitCode.FINE;
	}

	private int resolve(Outcome outcome) {
		FailureOutcome.Resolved result = invocation().service().resolve(this.symbol, outcome(outcome));
		if (invocation().json()) {
			Map<String, Object> done = new LinkedHashMap<>();
			done.put("applied", result.applied());
			done.put("undone", result.undone());
			answer(ResultPrinter.describe(done, result.state()));
			return ExitCode.FINE;
		}
		ResultPrinter printer = new ResultPrinter(invocation(), result.state());
		if (outcome.continueAt != null) {
			printer.upgraded(result.applied());
			printer.downgraded(result.undone());
		}
		else {
			List<String> recorded = result.applied();
			recorded.forEach(printer::stamped);
			if (recorded.isEmpty()) {
				invocation().out().println("Recorded %s as rolled back".formatted(this.symbol));
			}
		}
		printer.current();
		return ExitCode.FINE;
	}

	private FailureOutcome outcome(Outcome outcome) {
		if (outcome.continueAt == null) {
			return outcome.applied ? FailureOutcome.APPLIED : FailureOutcome.ROLLED_BACK;
		}
		if (outcome.continueAt < 1) {
			throw new ParameterException(spec().commandLine(),
					"A script has no statement %d. The first one is 1.".formatted(outcome.continueAt));
		}
		return FailureOutcome.continuesAt(outcome.continueAt);
	}

	/**
	 * What became of the migration.
	 */
	static final class Outcome {

		@Option(names = "--continue-at", paramLabel = "N", description = "Run the rest, from the Nth statement on.")
		private @Nullable Integer continueAt;

		@Option(names = "--applied", description = "You have completed it: record it as applied.")
		private boolean applied;

		@Option(names = "--rolled-back", description = "You have reverted it: the next upgrade runs it again.")
		@SuppressWarnings("unused")
		private boolean rolledBack;

	}

}
