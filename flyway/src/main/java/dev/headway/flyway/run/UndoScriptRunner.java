package dev.headway.flyway.run;

import java.util.Optional;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.HistoryWriter;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.flyway.internals.ParsedScript;

/**
 * Runs undo scripts that a failure does not roll back. As for migrations, it is written
 * down how far they get. Each has a mark in the history while it runs.
 */
public final class UndoScriptRunner implements AutoCloseable {

	private final FlywaySession session;

	private final HistoryWriter writer;

	private @Nullable RunJournal journal;

	private boolean opened;

	private @Nullable MigrationRecorder recorder;

	public UndoScriptRunner(FlywaySession session, HistoryWriter writer) {
		this.session = session;
		this.writer = writer;
	}

	/**
	 * Make sure, under Flyway's lock, that no server still executes an undo script whose
	 * process has ended.
	 * @throws HeadwayException if one does
	 */
	public void requireEnd() {
		requireEnd(this.session, this.writer);
	}

	static void requireEnd(FlywaySession session, HistoryWriter writer) {
		running(writer).ifPresent((run) -> ScriptSession.awaitEnd(session, run));
	}

	/**
	 * Make sure, before one waits for Flyway's lock, that no script runs. On PostgreSQL
	 * the session of an undo script outside of a transaction has that lock.
	 * @throws HeadwayException if one runs
	 */
	public void requireIdle() {
		requireIdle(this.session, this.writer);
	}

	static void requireIdle(FlywaySession session, HistoryWriter writer) {
		running(writer).ifPresent((run) -> ScriptSession.requireIdle(session, run));
	}

	private static Optional<ScriptRun> running(HistoryWriter writer) {
		return writer.run().filter((run) -> run.phase() == Phase.RUNNING);
	}

	/**
	 * Run a script, or the rest of it.
	 * @param script the script
	 * @param start the script before it has done anything, with the rank of its mark
	 * @param continued how far an earlier process has got, or {@code null} to begin at
	 * the start
	 * @throws FlywayException if it fails
	 */
	public void run(ParsedScript script, ScriptRun start, @Nullable ScriptRun continued) {
		MigrationRecorder recorder = new MigrationRecorder(start, continued, this::journal, new MarkedRow(),
				(statement, failure) -> false, LockFailures.of(this.session.databaseType()));
		this.recorder = recorder;
		this.session.run(script, (continued != null) ? continued.done() + 1 : 1, recorder);
	}

	private @Nullable RunJournal journal() {
		if (!this.opened) {
			this.opened = true;
			this.journal = SqlDialect.isKnown(this.session.databaseType())
					? RunJournal.of(this.session, this.writer.table(), true) : null;
		}
		return this.journal;
	}

	/**
	 * Whether the script that has failed has left nothing.
	 * @return {@code false} if that is not known for certain
	 */
	public boolean leftNothing() {
		return this.recorder != null && this.recorder.leftNothing();
	}

	@Override
	public void close() {
		if (this.journal != null) {
			this.journal.close();
		}
	}

	/**
	 * The rest of an undo script that did not finish.
	 *
	 * @param undo the revision
	 * @param found how far it had got when that was decided
	 * @param continued what counts as done
	 */
	public record Rest(Undo undo, ScriptRun found, ScriptRun continued) {

	}

	/**
	 * The mark has been written before, and is removed afterwards.
	 */
	private static final class MarkedRow implements MigrationRecorder.Rows {

		@Override
		public void started(@Nullable ParsedScript script) {
			// The mark says so.
		}

		@Override
		public void succeeded() {
			// The mark is removed when the transaction of the script has ended.
		}

		@Override
		public void failed() {
			// The mark stays.
		}

	}

}
