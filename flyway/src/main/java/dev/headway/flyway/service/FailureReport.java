package dev.headway.flyway.service;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShellWord;
import dev.headway.ShortList;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ScriptFailure;
import dev.headway.flyway.lock.LockTimeoutException;
import dev.headway.flyway.observer.RevisionRecorder;
import dev.headway.flyway.run.ConnectionLoss;
import dev.headway.flyway.run.InterruptedRunException;

/**
 * Describes the database after an upgrade or a downgrade failed, and how to continue.
 */
final class FailureReport {

	private static final Pattern CALLBACK = Pattern.compile("Error while executing (\\w+ callback)");

	private static final String MIGRATION = "migration";

	private static final String UNREACHABLE = "The database cannot be reached; its schema history shows what was applied.";

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
			return "The upgrade failed, because a connection to the database was lost" + describe(failure)
					+ System.lineSeparator() + afterLoss(input.get());
		}
		return "The upgrade failed" + describe(failure) + System.lineSeparator()
				+ afterUpgrade(failed(String.valueOf(failure.getMessage())), input.get());
	}

	private static String afterLoss(@Nullable StateInput input) {
		if (input == null) {
			return "The database cannot be reached. Start again when it can be reached: the next upgrade finds out what was applied.";
		}
		if (!input.history().failed().isEmpty()) {
			return afterUpgrade(MIGRATION, input);
		}
		ScriptRun run = input.history().run();
		boolean open = run != null && run.isOpen(input.history().rank()) && run.isPartial();
		return where(input) + " Start again" + (open
				? Printable.line(": the next upgrade finds out how far %s got, and says how to go on.".formatted(run.script()))
				: ".");
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
		return "The downgrade failed" + at + done + describe(failure) + System.lineSeparator()
				+ afterDowngrade(input.get());
	}

	private static String afterDowngrade(@Nullable StateInput input) {
		if (input == null) {
			return "The database cannot be reached; its schema history shows what is applied.";
		}
		List<HistoryRow> marks = input.history().halfUndone();
		if (marks.isEmpty()) {
			return "Nothing is half done. Fix the script and run the downgrade again.";
		}
		return ofHalfUndone(input, marks.get(0));
	}

	/**
	 * What the mark of an undo script means.
	 */
	static String ofStarted(StateInput input, HistoryRow mark) {
		return "The downgrade of " + input.id(mark.requireVersion()) + " started" + FailedRows.when(mark)
				+ ", and has not finished";
	}

	/**
	 * How to continue after an undo script that started and did not finish.
	 */
	static String ofHalfUndone(StateInput input, HistoryRow mark) {
		return Printable.line(mark.script())
				+ " may be half done, and counts as not done. Either fix it so that it can run again,"
				+ " and repeat the downgrade; or finish it manually, and record that with '" + stamp(input, mark)
				+ "'; or revert its changes, and remove the mark with 'db resolve "
				+ ShellWord.of(FailedRows.symbol(input, mark)) + " --rolled-back'.";
	}

	/**
	 * The command that records that the revision is undone, and nothing else.
	 */
	private static String stamp(StateInput input, HistoryRow mark) {
		Set<String> rest = input.graph().map((graph) -> {
			Set<String> applied = new LinkedHashSet<>(input.applied(graph));
			applied.remove(input.id(mark.requireVersion()));
			return graph.current(applied);
		}).orElse(Set.of());
		return rest.isEmpty() ? "db stamp base" : "db stamp --purge " + ShellWord.all(rest);
	}

}
