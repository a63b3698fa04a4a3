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

	/**
	 * What happened, and how to go on.
	 */
	static String message(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		String pointer = (run != null) ? text(input, row, run).pointer() : "";
		return happened(input, row) + " " + Printable.line(pointer) + advice(input, row);
	}

	/**
	 * What happened, as a sentence.
	 */
	static String happened(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		String event = (run != null) ? text(input, row, run).event(when(row)) : "failed" + when(row);
		return Printable.line("%s %s.".formatted(row.script(), event));
	}

	/**
	 * The commands that go on.
	 */
	static String advice(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		return Printable.line((run != null) ? text(input, row, run).advice() : RunText.advice(symbol(input, row)));
	}

	/**
	 * What happened just now, and how to go on.
	 */
	static String news(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		if (run == null) {
			return Printable
				.line("%s may be half done. %s".formatted(row.script(), RunText.advice(symbol(input, row))));
		}
		RunText text = text(input, row, run);
		return Printable.line("%s %s. %s%s".formatted(row.script(), text.event(""), text.pointer(), text.advice()));
	}

	private static RunText text(StateInput input, HistoryRow row, ScriptRun run) {
		return new RunText(run, symbol(input, row));
	}

	static String when(HistoryRow row) {
		return ((row.installedOn() != null) ? " on " + row.installedOn() : "")
				+ ((row.installedBy() != null) ? ", run by " + row.installedBy() : "");
	}

}
