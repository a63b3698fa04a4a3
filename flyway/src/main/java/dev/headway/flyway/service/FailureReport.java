package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ConnectionLoss;
import dev.headway.flyway.internals.ScriptFailure;
import dev.headway.flyway.lock.LockTimeoutException;
import dev.headway.flyway.observer.RevisionRecorder;
import dev.headway.flyway.run.InterruptedRunException;

/**
 * Describes the database after an upgrade or a downgrade failed, and how to continue.
 */
final class FailureReport {

	private static final Pattern CALLBACK = Pattern.compile("Error while executing (\\w+ callback)");

	private static final String MIGRATION = "migration";

	private static final String UNREACHABLE = "The database cannot be reached; its schema history shows what was applied.";

	private static final String UNREACHABLE_NOW = "The database cannot be reached. Start again when it can be reached, which finds out what was done.";

	private static final String LOST = ", because a connection to the database was lost";

	private FailureReport() {
	}

	static String ofUpgrade(RuntimeException failure, Supplier<@Nullable StateInput> input) {
		if (failure instanceof InterruptedRunException interruption) {
			return "The upgrade failed: " + afterInterruption(interruption, input.get());
		}
		if (failure instanceof LockTimeoutException) {
			return "The upgrade failed: " + failure.getMessage() + System.lineSeparator() + afterTimeout(input.get());
		}
		if (ConnectionLoss.hasCaused(failure)) {
			return "The upgrade failed" + LOST + describe(failure) + System.lineSeparator() + afterLoss(input.get());
		}
		return "The upgrade failed" + describe(failure) + System.lineSeparator()
				+ afterUpgrade(failed(String.valueOf(failure.getMessage())), input.get());
	}

	private static String afterLoss(@Nullable StateInput input) {
		if (input == null) {
			return UNREACHABLE_NOW;
		}
		if (!input.history().failed().isEmpty()) {
			return afterUpgrade(MIGRATION, input);
		}
		ScriptRun run = input.history().run();
		if (run == null || !run.isOpen(input.history().rank()) || !run.isPartial()) {
			return where(input) + " Start again.";
		}
		return Printable.line("%s Start again: the next upgrade finds out how far %s got, and says how to go on."
			.formatted(where(input), run.script()));
	}

	private static String afterInterruption(InterruptedRunException failure, @Nullable StateInput input) {
		List<HistoryRow> failed = (input != null) ? input.history().failed() : List.of();
		if (input == null || failed.isEmpty()) {
			return String.valueOf(failure.getMessage());
		}
		String news = FailedRows.news(input, failed.get(failed.size() - 1));
		return failure.isRecorded() ? news : failure.getMessage() + System.lineSeparator() + news;
	}

	private static String describe(RuntimeException failure) {
		return ScriptFailure.of(failure).map(FailureReport::describe).orElseGet(() -> ": " + failure.getMessage());
	}

	/**
	 * Where a script failed and what the database says. The statement is indented.
	 */
	private static String describe(ScriptFailure failure) {
		StringBuilder text = new StringBuilder(" at line %d of %s. The database says: %s".formatted(failure.line(),
				failure.script(), failure.reason()));
		failure.statement().forEach((line) -> text.append(System.lineSeparator()).append("    ").append(line));
		return Printable.lines(text.toString());
	}

	/**
	 * What failed, as Flyway says.
	 */
	private static String failed(String message) {
		Matcher callback = CALLBACK.matcher(message);
		return callback.lookingAt() ? callback.group(1) : MIGRATION;
	}

	private static String afterTimeout(@Nullable StateInput input) {
		return (input != null && !input.history().failed().isEmpty()) ? afterUpgrade(MIGRATION, input) : where(input);
	}

	private static String where(@Nullable StateInput input) {
		return (input != null) ? "In the database " + current(input.history()) + "." : UNREACHABLE;
	}

	private static String current(SchemaHistory history) {
		return history.applied().isEmpty() ? "nothing is applied"
				: "the latest applied version is " + history.applied().lastKey();
	}

	private static String afterUpgrade(String what, @Nullable StateInput input) {
		if (input == null) {
			return UNREACHABLE;
		}
		String current = current(input.history());
		List<HistoryRow> failed = input.history().failed();
		if (failed.isEmpty()) {
			return "In the database " + current + ", and there is no failed row: the failed " + what
					+ " was rolled back, unless it ran outside of a" + " transaction. Fix the " + what
					+ " and start again.";
		}
		String first = what.equals(MIGRATION) ? "" : "Fix the " + what + ". ";
		return "In the database " + current + ". " + first + FailedRows.news(input, failed.get(failed.size() - 1));
	}

	static String ofDowngrade(RuntimeException failure, RevisionRecorder run, Supplier<@Nullable StateInput> input) {
		String done = run.succeeded().isEmpty() ? "" : " after " + ShortList.names(run.succeeded()) + " was undone";
		String at = (run.failed() != null) ? " at " + run.failed() : "";
		boolean lost = ConnectionLoss.hasCaused(failure);
		return "The downgrade failed" + at + done + (lost ? LOST : "") + describe(failure) + System.lineSeparator()
				+ afterDowngrade(input.get(), lost);
	}

	private static String afterDowngrade(@Nullable StateInput input, boolean lost) {
		if (input == null) {
			return lost ? UNREACHABLE_NOW : "The database cannot be reached; its schema history shows what is applied.";
		}
		List<HistoryRow> marks = input.history().halfUndone();
		if (marks.isEmpty()) {
			return "Nothing is half done. " + (lost ? "R" : "Fix the script and r") + "un the downgrade again.";
		}
		return FailedRows.news(input, marks.get(0));
	}

}
