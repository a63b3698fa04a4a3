package dev.headway.flyway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockWaits;
import dev.headway.flyway.lock.Pause;
import dev.headway.flyway.progress.ProgressReport;
import dev.headway.flyway.run.MigrationRunner;
import dev.headway.flyway.run.StatementLimits;
import dev.headway.revision.Version;

/**
 * Runs migrations as Flyway's {@code migrate} does, at a cost that is linear in their
 * number. Flyway locks and compares all scripts with all rows again for every migration.
 * <ol>
 * <li>Validation, schemas, history table and the events around them are Flyway's.</li>
 * <li>Under Flyway's lock, rows that other processes wrote in the meantime are read. If
 * there are any, Flyway lists again what is pending.</li>
 * <li>The pending migrations run one after the other, each in a transaction with its rows
 * if it may run in one. The lock is released after a slice of time, so that others get
 * their turn and a broken connection shows.</li>
 * </ol>
 */
final class HeadwayRunner {

	/**
	 * H2's waiters give up after one or two seconds.
	 */
	private static final Duration SLICE_ON_H2 = Duration.ofMillis(500);

	private static final Duration SLICE = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(HeadwayRunner.class);

	private final UpgradeSession session;

	private final Configuration configuration;

	private final Upgrade upgrade;

	private final ParentCheck watch;

	private final RevisionObserver observer;

	private final Duration slice;

	private final Deque<PendingMigration> pending = new ArrayDeque<>();

	private boolean planned;

	private boolean versioned = true;

	private int applied;

	private final EngineSettings settings;

	private @Nullable MigrationRunner runner;

	private @Nullable ProgressReport progress;

	HeadwayRunner(UpgradeSession session, Configuration configuration, Upgrade upgrade, EngineSettings settings,
			RevisionObserver observer) {
		this(session, configuration, upgrade, settings, observer,
				SqlDialect.H2.toString().equals(session.databaseType()) ? SLICE_ON_H2 : SLICE);
	}

	HeadwayRunner(UpgradeSession session, Configuration configuration, Upgrade upgrade, EngineSettings settings,
			RevisionObserver observer, Duration slice) {
		this.settings = settings;
		this.session = session;
		this.configuration = configuration;
		this.upgrade = upgrade;
		this.watch = new ParentCheck(upgrade, HistoryTail.of(configuration, session.lockConnection()));
		this.observer = observer;
		this.slice = slice;
	}

	/**
	 * Run all that is pending.
	 * @throws HistoryMovedException if another build has changed the database
	 * @throws org.flywaydb.core.api.FlywayException if a migration or Flyway itself fails
	 */
	void run() {
		long start = System.nanoTime();
		this.session.validate();
		this.session.createHistory();
		awaitFirstRow();
		this.session.connectScripts();
		this.session.fire(Event.BEFORE_MIGRATE);
		try {
			runAll();
		}
		catch (RuntimeException ex) {
			this.session.fire(Event.AFTER_MIGRATE_ERROR);
			throw ex;
		}
		finally {
			if (this.progress != null) {
				this.progress.end(this.session.scriptConnection());
			}
			if (this.runner != null) {
				this.runner.close();
			}
		}
		logger.info("Applied " + this.applied + ((this.applied == 1) ? " migration in " : " migrations in ")
				+ millisSince(start) + " ms");
		if (this.applied > 0) {
			this.session.fire(Event.AFTER_MIGRATE_APPLIED);
		}
		this.session.fire(Event.AFTER_MIGRATE);
		this.session.fireFinished();
	}

	/**
	 * Wait for the row that H2 puts into a new history after it has shown the table. Who
	 * locks the rows of the history earlier, as Flyway does, locks nothing.
	 */
	private void awaitFirstRow() {
		long end = System.nanoTime() + SLICE_ON_H2.toNanos();
		while (SqlDialect.H2.toString().equals(this.session.databaseType()) && System.nanoTime() < end
				&& !this.watch.history().hasRows(this.session.lockConnection())) {
			Thread.onSpinWait();
		}
	}

	private void runAll() {
		boolean more;
		do {
			pause();
			more = this.session.lock(this::runSlice);
		}
		while (more);
		if (this.versioned) {
			this.session.fire(Event.AFTER_VERSIONED);
		}
	}

	/**
	 * After a script has waited for a lock in vain, let those who waited behind it get
	 * their turn. Meanwhile others may also have Flyway's lock.
	 */
	private void pause() {
		if (this.runner != null) {
			Pause.of(this.runner.pause(), "Interrupted before a script was tried again. It was rolled back.");
		}
	}

	/**
	 * Run what is pending until the time is over, or a script has to be tried again.
	 * @return whether there is more
	 */
	private boolean runSlice() {
		long start = System.nanoTime();
		MigrationRunner runner = plan();
		if (runner == null) {
			return true;
		}
		boolean onlyNext = MigrationVersion.NEXT.equals(this.configuration.getTarget());
		while (!this.pending.isEmpty()) {
			if (!apply(this.pending.element(), runner)) {
				return true;
			}
			this.pending.remove();
			if (onlyNext) {
				return false;
			}
			if (!this.pending.isEmpty() && System.nanoTime() - start > this.slice.toNanos()) {
				return true;
			}
		}
		runner.finish();
		return false;
	}

	/**
	 * List what is pending.
	 * @return what runs it, or {@code null} if that has to be done again
	 */
	private @Nullable MigrationRunner plan() {
		int rank = this.watch.history().rank();
		this.watch.advance(this.session.lockConnection());
		MigrationRunner runner = this.runner;
		if (runner == null) {
			runner = new MigrationRunner(this.session, this.watch.history(), this.upgrade.parents(),
					new StatementLimits(this.settings.lockTimeout(), this.upgrade.lockTimeouts(),
							this.settings.statementTimeout()));
			this.runner = runner;
			this.progress = ProgressReport.begin(this.configuration.getDataSource(), this.watch.history().table(),
					LockWaits.of(this.session.databaseType(), this.session.scriptConnection()));
		}
		if (!this.planned || this.watch.history().rank() != rank) {
			this.pending.clear();
			this.pending.addAll(this.session.pending());
			this.planned = runner.prepare(List.copyOf(this.pending));
			if (!this.planned) {
				return null;
			}
		}
		this.session.releaseSnapshot();
		return runner;
	}

	/**
	 * Apply a migration.
	 * @return {@code false} if it has to be tried again
	 */
	private boolean apply(PendingMigration migration, MigrationRunner runner) {
		Version version = migration.version();
		if (version == null && this.versioned) {
			this.session.fire(Event.AFTER_VERSIONED);
			this.session.fire(Event.BEFORE_REPEATABLES);
			this.versioned = false;
		}
		int position = this.applied + 1;
		int total = this.applied + this.pending.size();
		logger.info(Printable.line("Applying %s, %d of %d".formatted(migration, position, total)));
		if (this.progress != null) {
			this.progress.started(version, migration.info().getScript(), position, total);
		}
		if (version == null) {
			return runner.run(migration, (row) -> applied(migration, row)) == null;
		}
		this.watch.begin(version, migration.info().getType().isBaseline(), false);
		this.observer.started(version);
		RuntimeException failure;
		try {
			failure = runner.run(migration, (row) -> applied(migration, row));
		}
		catch (RuntimeException ex) {
			this.observer.finished(version, ex);
			throw ex;
		}
		this.observer.finished(version, failure);
		return failure == null;
	}

	private void applied(PendingMigration migration, HistoryRow row) {
		this.session.applied(migration, row.executionTimeMillis());
		this.applied++;
	}

	private static int millisSince(long start) {
		return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

}
