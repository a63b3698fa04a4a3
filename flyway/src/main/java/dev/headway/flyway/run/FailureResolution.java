package dev.headway.flyway.run;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryWriter;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.revision.Version;

/**
 * What to record about a migration that failed.
 *
 * @param rows its failed rows, and the marks of its undo script, which are removed
 * @param completed the row of what is applied now, or {@code null} if it is not
 * @param checksum the checksum of what is applied
 * @param parents its parents, or {@code null} if it is outside of the graph
 * @param continued how far it has got, if the next upgrade is to run the rest
 */
public record FailureResolution(List<HistoryRow> rows, @Nullable HistoryRow completed, @Nullable Integer checksum,
		@Nullable List<Version> parents, @Nullable ScriptRun continued) {

	public static FailureResolution rolledBack(List<HistoryRow> rows) {
		return new FailureResolution(rows, null, null, null, null);
	}

	public static FailureResolution applied(List<HistoryRow> rows, @Nullable Integer checksum,
			@Nullable List<Version> parents) {
		return new FailureResolution(rows, rows.get(rows.size() - 1), checksum, parents, null);
	}

	public static FailureResolution continued(List<HistoryRow> rows, ScriptRun run) {
		return new FailureResolution(rows, null, null, null, run);
	}

	/**
	 * Record it, all at once.
	 * @param session the session
	 * @param writer writes into the history
	 */
	public void record(FlywaySession session, HistoryWriter writer) {
		UndoScriptRunner.requireIdle(session, writer);
		session.lock(() -> {
			writer.requireUnmoved();
			UndoScriptRunner.requireEnd(session, writer);
			session.atomically(() -> {
				this.rows.forEach((row) -> writer.remove(row.rank()));
				if (this.completed != null) {
					writer.addCompleted(this.completed, this.checksum, this.parents);
				}
				writer.replaceRun(this.continued);
			});
		});
	}

}
