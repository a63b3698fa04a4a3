package dev.headway.flyway.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.HistoryInserts;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.flyway.lock.LockWatch.Findings;
import dev.headway.revision.Version;

/**
 * Runs single migrations and writes their rows: statements wait for locks as long as they
 * may, and it is written down how far a migration gets that a failure does not roll back.
 */
public final class MigrationRunner implements AutoCloseable {

	private final UpgradeSession session;

	private final HistoryTail history;

	private final Map<Version, List<Version>> parents;

	private final StatementLimits limits;

	private final HistoryInserts rows;

	private final ScriptRetries scripts;

	private final StatementRetries statements;

	private final StatementTimeout durations;

	private @Nullable RunJournal journal;

	private boolean journalOpened;

	private @Nullable ScriptRun continued;

	/**
	 * Create a runner, under Flyway's lock.
	 * @param session the session of the upgrade
	 * @param history the history, which this runner adds to
	 * @param parents the parents by version
	 * @param limits how long statements may wait and run
	 */
	public MigrationRunner(UpgradeSession session, HistoryTail history, Map<Version, List<Version>> parents,
			StatementLimits limits) {
		session.resetScriptConnection();
		this.session = session;
		this.history = history;
		this.parents = parents;
		this.limits = limits;
		this.rows = HistoryInserts.of(session, history.table());
		this.scripts = new ScriptRetries(session, limits.limitsLocks());
		this.durations = new StatementTimeout(session, limits.statement());
		this.statements = new StatementRetries(session, limits.limitsLocks());
	}

	/**
	 * Look for a migration that another process did not end.
	 * @param pending what is to run
	 * @return {@code false} if its session has just ended, and may have written to the
	 * history before
	 * @throws InterruptedRunException if there is one; its failure was recorded
	 */
	public boolean prepare(List<PendingMigration> pending) {
		this.scripts.succeeded();
		InterruptedRuns interrupted = InterruptedRuns.read(this.session, this.history, this.rows);
		if (interrupted.awaitEnd()) {
			return false;
		}
		this.continued = interrupted.find(pending);
		return true;
	}

	/**
	 * How long to wait before the next migration is tried again.
	 * @return the pause, zero if the last one did not wait for a lock in vain
	 */
	public Duration pause() {
		return this.scripts.pause();
	}

	/**
	 * Run a migration.
	 * @param migration the migration
	 * @param applied called when it is applied, in its transaction, with its row
	 * @return why it has to be tried again, or {@code null} if it is applied
	 * @throws FlywayException if it fails
	 */
	public @Nullable RuntimeException run(PendingMigration migration, Consumer<HistoryRow> applied) {
		if (!this.rows.resetsSession()) {
			this.session.resetScriptConnection();
		}
		Findings findings = this.scripts.watch(migration);
		MigrationRecorder recorder = recorder(migration, findings, applied);
		try (findings) {
			this.session.run(migration, first(migration), isOutOfOrder(migration), recorder);
			this.scripts.succeeded();
			return null;
		}
		catch (FlywayException ex) {
			this.statements.failed(recorder, ex);
			this.scripts.failed(migration, findings, this.limits.lock(migration), ex);
			return ex;
		}
	}

	private boolean isOutOfOrder(PendingMigration migration) {
		Version version = migration.version();
		return version != null && this.history.isBelowHighest(version);
	}

	private int first(PendingMigration migration) {
		ScriptRun continued = continued(migration);
		return (continued != null) ? continued.done() + 1 : 1;
	}

	private @Nullable ScriptRun continued(PendingMigration migration) {
		return (this.continued != null && this.continued.script().equals(migration.info().getScript())) ? this.continued
				: null;
	}

	private MigrationRecorder recorder(PendingMigration migration, @Nullable Findings findings,
			Consumer<HistoryRow> applied) {
		Version version = migration.version();
		long start = System.nanoTime();
		ScriptRun begin = ScriptRun.beginning(this.history.rank() + 1, version, migration.info().getScript());
		return new MigrationRecorder(begin, continued(migration), this::journal, new MigrationRecorder.Rows() {

			@Override
			public void started(@Nullable ParsedScript script) {
				if (script != null) {
					begin(migration, script, findings);
				}
			}

			@Override
			public void succeeded() {
				HistoryRow row = row(migration, start, true);
				write(row, (version != null) ? MigrationRunner.this.parents.get(version) : null);
				MigrationRunner.this.history.add(row);
				applied.accept(row);
			}

			@Override
			public void failed() {
				write(row(migration, start, false), null);
			}

		}, this.statements::repeats, this.statements.locks());
	}

	private void begin(PendingMigration migration, ParsedScript script, @Nullable Findings findings) {
		LockTimeout timeout = this.limits.lock(migration);
		this.statements.begin(migration.toString(), timeout);
		this.durations.begin(script.transactional());
		if (script.transactional()) {
			this.scripts.begin(findings, timeout);
		}
	}

	private void write(HistoryRow row, @Nullable List<Version> parents) {
		this.rows.write(row, parents);
	}

	private HistoryRow row(PendingMigration migration, long start, boolean success) {
		MigrationInfo info = migration.info();
		int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		return new HistoryRow(this.history.rank() + 1, migration.version(), info.getDescription(),
				info.getType().name(), info.getScript(), migration.checksum(), null, null, millis, success);
	}

	private @Nullable RunJournal journal() {
		if (!this.journalOpened) {
			this.journalOpened = true;
			this.journal = RunJournal.of(this.session, this.history.table(), false);
		}
		return this.journal;
	}

	/**
	 * Forget what was written down, when all migrations have ended well.
	 */
	public void finish() {
		if (this.journal != null) {
			this.journal.clear();
		}
	}

	@Override
	public void close() {
		this.scripts.close();
		this.statements.close();
		this.durations.close();
		if (this.journal != null) {
			this.journal.close();
		}
	}

}
