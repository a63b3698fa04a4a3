package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;

/**
 * Says where the database stands after a downgrade failed.
 */
final class DowngradeFailure {

	private DowngradeFailure() {
	}

	static String describe(RuntimeException failure, DowngradeRun run, Supplier<@Nullable StateInput> input) {
		String done = run.undone().isEmpty() ? "" : " after " + String.join(", ", run.undone()) + " was undone";
		String at = (run.failed() != null) ? " at " + run.failed() : "";
		return "The downgrade failed" + at + done + ": " + failure.getMessage() + System.lineSeparator()
				+ standing(input.get());
	}

	private static String standing(@Nullable StateInput input) {
		if (input == null) {
			return "The database cannot be reached; what is applied is in its schema history.";
		}
		List<HistoryRow> marks = input.history().halfUndone();
		if (marks.isEmpty()) {
			return "Nothing is half done. Mend the script and run the downgrade again.";
		}
		return HalfUndone.remedy(input, marks.get(0));
	}

}
