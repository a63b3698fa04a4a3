package dev.headway.migration;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.SchemaHistory;

/**
 * Says where the database stands after a downgrade failed.
 */
final class DowngradeFailure {

	private DowngradeFailure() {
	}

	static String describe(RuntimeException failure, DowngradeRun run, Supplier<@Nullable SchemaHistory> history) {
		String done = run.undone().isEmpty() ? "" : " after " + String.join(", ", run.undone()) + " was undone";
		String at = (run.failed() != null) ? " at " + run.failed() : "";
		return "The downgrade failed" + at + done + ": " + failure.getMessage() + System.lineSeparator()
				+ standing(history.get());
	}

	private static String standing(@Nullable SchemaHistory history) {
		if (history == null) {
			return "The database cannot be reached; what is applied is in its schema history.";
		}
		if (history.halfUndone().isEmpty()) {
			return "Nothing is half done. Mend the script and run the downgrade again.";
		}
		return HalfUndone.remedy(history.halfUndone().get(0));
	}

}
