package dev.headway.command;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import dev.headway.command.invocation.CommandException;
import dev.headway.command.invocation.DbSubcommand;
import dev.headway.command.invocation.ExitCode;
import dev.headway.command.invocation.Invocation;
import dev.headway.command.invocation.ResultPrinter;
import dev.headway.migration.HeadWait;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

/**
 * Waits until another process has upgraded the database.
 */
@Command(name = "wait", description = "Wait until another process has brought the database to the head.",
		footerHeading = "%n", footer = "Needs the database, and therefore the application.",
		exitCodeList = { ExitCode.FINE_TEXT, ExitCode.FAILED_TEXT, ExitCode.USAGE_TEXT, ExitCode.CONFLICT_TEXT,
				ExitCode.INVALID_TEXT, ExitCode.NOT_AT_HEAD_TEXT })
final class WaitCommand extends DbSubcommand {

	@Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5m", converter = DurationConverter.class,
			description = "How long to wait, such as 30s, 5m or 1h30m; ${DEFAULT-VALUE} by default.")
	@SuppressWarnings("NullAway.Init")
	private Duration timeout;

	WaitCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	public Integer call() {
		HeadWait wait = new HeadWait(invocation().service(), this.timeout);
		wait.await((report) -> {
			invocation().console().err().println(report);
			invocation().console().err().flush();
		});
		MigrationState state = wait.state();
		if (invocation().json()) {
			if (state == null) {
				throw failure(wait, null);
			}
			answer(ResultPrinter.describe(Map.of(), state));
			return exitCode(wait, state);
		}
		if (exitCode(wait, state) != ExitCode.FINE || state == null) {
			throw failure(wait, state);
		}
		new ResultPrinter(invocation(), state).current();
		return ExitCode.FINE;
	}

	private static int exitCode(HeadWait wait, @Nullable MigrationState state) {
		return (state != null && wait.isOver()) ? ExitCode.of(state.status()) : ExitCode.NOT_AT_HEAD;
	}

	private static CommandException failure(HeadWait wait, @Nullable MigrationState state) {
		List<String> problems = (state != null) ? state.problems().stream().map(MigrationProblem::message).toList()
				: List.of();
		if (wait.isOver()) {
			return new CommandException(exitCode(wait, state), "Waiting cannot help, the scripts must be fixed:",
					problems);
		}
		boolean pending = state != null && state.status() == MigrationStatus.PENDING;
		return new CommandException(ExitCode.NOT_AT_HEAD, wait.summary() + (pending ? " Run 'db upgrade'." : ""),
				problems);
	}

	/**
	 * Converts a duration such as {@code 5m}, which ISO 8601 writes as {@code PT5M}.
	 */
	private static final class DurationConverter implements ITypeConverter<Duration> {

		@Override
		public Duration convert(String value) {
			Duration duration = Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
			if (duration.isNegative()) {
				throw new TypeConversionException(value);
			}
			return duration;
		}

	}

}
