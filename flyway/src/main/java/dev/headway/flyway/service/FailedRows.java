package dev.headway.flyway.service;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.run.RunText;

/**
 * Describes failed rows of the history.
 */
final class FailedRows {

	private FailedRows() {
	}

	/**
	 * What names the migration of a row in commands.
	 */
	static String symbol(StateInput input, HistoryRow row) {
		return (row.version() != null) ? input.id(row.version()) : row.script();
	}

	/**
	 * How far the migration of a row has got.
	 */
	static @Nullable ScriptRun run(StateInput input, HistoryRow row) {
		ScriptRun run = input.history().run();
		return (run != null && run.rank() == row.rank() && run.script().equals(row.script())) ? run : null;
	}

	static String message(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		String symbol = symbol(input, row);
		String text = (run != null)
				? "%s%s. %s".formatted(new RunText(run, symbol).event(), when(row), new RunText(run, symbol).advice())
				: "failed%s. %s".formatted(when(row), RunText.advice(symbol));
		return Printable.line(row.script() + " " + text);
	}

	/**
	 * How to go on after an upgrade has failed just now.
	 */
	static String advice(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		String symbol = symbol(input, row);
		return Printable.line((run != null)
				? "%s %s. %s".formatted(row.script(), new RunText(run, symbol).event(),
						new RunText(run, symbol).advice())
				: "%s may be half done. %s".formatted(row.script(), RunText.advice(symbol)));
	}

	static String when(HistoryRow row) {
		return ((row.installedOn() != null) ? " on " + row.installedOn() : "")
				+ ((row.installedBy() != null) ? ", run by " + row.installedBy() : "");
	}

}
