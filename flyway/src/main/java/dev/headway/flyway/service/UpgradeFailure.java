package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.SchemaHistory;

/**
 * Says where the database stands after an upgrade failed.
 */
final class UpgradeFailure {

	private UpgradeFailure() {
	}

	static String describe(RuntimeException failure, Supplier<@Nullable StateInput> input) {
		return "The upgrade failed: " + failure.getMessage() + System.lineSeparator() + standing(input.get());
	}

	private static String standing(@Nullable StateInput input) {
		if (input == null) {
			return "The database cannot be reached; what was applied is in its schema history.";
		}
		SchemaHistory history = input.history();
		List<HistoryRow> failed = history.failed();
		String current = history.applied().isEmpty() ? "nothing is applied"
				: "the latest applied version is " + history.applied().lastKey();
		if (failed.isEmpty()) {
			return "In the database " + current
					+ ", and no failed row is left: what failed was rolled back, unless it ran outside of a transaction."
					+ " Mend the migration and start again.";
		}
		return "In the database " + current + ", and " + failed.get(0).script()
				+ " may be half done: undo by hand what it did, remove its failed row with 'flyway repair', mend the"
				+ " migration and start again.";
	}

}
