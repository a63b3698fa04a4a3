package dev.headway.flyway.service;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.ShellWord;
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
		if (run == null && isMark(input, row)) {
			return happened(input, row) + " If it is not still running: " + advice(input, row);
		}
		String pointer = (run != null) ? text(input, row, run).pointer() : "";
		return happened(input, row) + " " + Printable.line(pointer) + advice(input, row);
	}

	/**
	 * What happened, as a sentence.
	 */
	static String happened(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		if (run == null && isMark(input, row)) {
			return "The downgrade of %s started%s, and has not finished.".formatted(symbol(input, row), when(row));
		}
		String event = (run != null) ? text(input, row, run).event(when(row)) : "failed" + when(row);
		return Printable.line("%s %s.".formatted(row.script(), event));
	}

	/**
	 * The commands that go on.
	 */
	static String advice(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		if (run == null && isMark(input, row)) {
			return Printable.line(RunText.adviceAfterUndo(row.script(), symbol(input, row), stamp(input, row)));
		}
		return Printable.line((run != null) ? text(input, row, run).advice() : RunText.advice(symbol(input, row)));
	}

	/**
	 * Whether a row marks an undo script that did not finish.
	 */
	static boolean isMark(StateInput input, HistoryRow row) {
		return input.history().halfUndone().contains(row);
	}

	/**
	 * The commands that go on after an undo script whose rest cannot run.
	 */
	static String others(StateInput input, HistoryRow mark) {
		return "Complete it yourself, and run '%s', or revert it, and run 'db resolve %s --rolled-back'."
			.formatted(stamp(input, mark), ShellWord.of(symbol(input, mark)));
	}

	/**
	 * The command that records that the revision of a mark is undone, and nothing else.
	 */
	private static String stamp(StateInput input, HistoryRow mark) {
		Set<String> rest = input.graph().map((graph) -> {
			Set<String> applied = new LinkedHashSet<>(input.applied(graph));
			applied.remove(input.id(mark.requireVersion()));
			return graph.current(applied);
		}).orElse(Set.of());
		return rest.isEmpty() ? "db stamp base" : "db stamp --purge " + ShellWord.all(rest);
	}

	/**
	 * What happened just now, and how to go on.
	 */
	static String news(StateInput input, HistoryRow row) {
		ScriptRun run = run(input, row);
		if (run == null && isMark(input, row)) {
			return advice(input, row);
		}
		if (run == null) {
			return Printable
				.line("%s may be half done. %s".formatted(row.script(), RunText.advice(symbol(input, row))));
		}
		RunText text = text(input, row, run);
		return Printable.line("%s %s. %s%s".formatted(row.script(), text.event(""), text.pointer(), text.advice()));
	}

	private static RunText text(StateInput input, HistoryRow row, ScriptRun run) {
		return new RunText(run, symbol(input, row), isMark(input, row) ? stamp(input, row) : null);
	}

	static String when(HistoryRow row) {
		return ((row.installedOn() != null) ? " on " + row.installedOn() : "")
				+ ((row.installedBy() != null) ? ", run by " + row.installedBy() : "");
	}

}
