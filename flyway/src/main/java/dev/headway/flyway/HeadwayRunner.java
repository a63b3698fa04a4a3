package dev.headway.flyway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryInserts;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.flyway.lock.LockTimeoutException;
import dev.headway.flyway.lock.LockWatch;
import dev.headway.flyway.lock.LockWatch.Findings;
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

	private static final String ADVICE = "Nothing is wrong with the script, and it was rolled back. End the session that has the lock, or wait until it ends, and start again. To wait longer, set headway.lock-timeout or headway.lock-retries. A script keeps the locks that it has while it waits for others, so change one table per script.";

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

	private @Nullable HistoryInserts rows;

	/**
	 * How long statements of scripts wait for locks.
	 */
	private final LockTimeout lockTimeout;

	private @Nullable LockWatch lockWatch;

	/**
	 * How often the next migration has waited for a lock in vain.
	 */
	private int failures;

	HeadwayRunner(UpgradeSession session, Configuration configuration, Upgrade upgrade, LockTimeout lockTimeout,
			RevisionObserver observer) {
		this(session, configuration, upgrade, lockTimeout, observer,
				SqlDialect.H2.toString().equals(session.databaseType()) ? SLICE_ON_H2 : SLICE);
	}

	HeadwayRunner(UpgradeSession session, Configuration configuration, Upgrade upgrade, LockTimeout lockTimeout,
			RevisionObserver observer, Duration slice) {
		this.lockTimeout = lockTimeout;
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
		this.session.fire(Event.BEFORE_MIGRATE);
		try {
			runAll();
		}
		catch (RuntimeException ex) {
			this.session.fire(Event.AFTER_MIGRATE_ERROR);
			throw ex;
		}
		finally {
			if (this.lockWatch != null) {
				this.lockWatch.close();
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
		if (this.failures == 0) {
			return;
		}
		try {
			Thread.sleep(this.lockTimeout.pauseAfter(this.failures).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new HeadwayException("Interrupted before a script was tried again. It was rolled back.", ex);
		}
	}

	/**
	 * Run what is pending until the time is over, or a script has to be tried again.
	 * @return whether there is more
	 */
	private boolean runSlice() {
		long start = System.nanoTime();
		HistoryInserts rows = plan();
		boolean onlyNext = MigrationVersion.NEXT.equals(this.configuration.getTarget());
		while (!this.pending.isEmpty()) {
			if (!apply(this.pending.element(), rows)) {
				return true;
			}
			this.pending.remove();
			if (onlyNext) {
				return false;
			}
			if (System.nanoTime() - start > this.slice.toNanos()) {
				return !this.pending.isEmpty();
			}
		}
		return false;
	}

	private HistoryInserts plan() {
		int rank = this.watch.history().rank();
		this.watch.advance(this.session.lockConnection());
		if (!this.planned || this.watch.history().rank() != rank) {
			this.planned = true;
			this.pending.clear();
			this.pending.addAll(this.session.pending());
			this.failures = 0;
		}
		HistoryInserts rows = this.rows;
		if (rows == null) {
			this.session.resetScriptConnection();
			rows = HistoryInserts.of(this.session, this.watch.history().table());
			this.rows = rows;
			watchLocks();
		}
		this.session.releaseSnapshot();
		return rows;
	}

	private void watchLocks() {
		if (this.lockTimeout.isLimited() && this.session.hasOwnLockTimeout()) {
			this.lockWatch = LockWatch.of(this.session.scriptConnection(), this.session.lockConnection());
		}
	}

	/**
	 * Apply a migration.
	 * @return {@code false} if it has to be tried again
	 */
	private boolean apply(PendingMigration migration, HistoryInserts rows) {
		Version version = migration.version();
		if (version == null && this.versioned) {
			this.session.fire(Event.AFTER_VERSIONED);
			this.session.fire(Event.BEFORE_REPEATABLES);
			this.versioned = false;
		}
		if (!rows.resetsSession()) {
			this.session.resetScriptConnection();
		}
		logger.info(Printable.line("Applying " + migration));
		if (version == null) {
			return tryToRun(migration, null, rows) == null;
		}
		this.watch.begin(version, migration.info().getType().isBaseline(), false);
		this.observer.started(version);
		RuntimeException failure;
		try {
			failure = tryToRun(migration, version, rows);
		}
		catch (RuntimeException ex) {
			this.observer.finished(version, ex);
			throw ex;
		}
		this.observer.finished(version, failure);
		return failure == null;
	}

	/**
	 * Run a migration.
	 * @return why it has to be tried again, or {@code null} if it is applied
	 */
	private @Nullable RuntimeException tryToRun(PendingMigration migration, @Nullable Version version,
			HistoryInserts rows) {
		LockWatch watch = this.lockWatch;
		if (watch == null) {
			run(migration, version, rows, () -> {
			});
			return null;
		}
		Findings findings = watch.of(migration.toString());
		try (findings) {
			run(migration, version, rows, () -> {
				this.session.limitLocks(this.lockTimeout.duration());
				findings.begin(this.lockTimeout);
			});
			this.failures = 0;
		}
		catch (FlywayException ex) {
			if (!this.session.mayTryAgain(migration, ex)) {
				throw ex;
			}
			this.failures++;
			String failure = failure(migration, findings);
			if (this.failures > this.lockTimeout.retries()) {
				throw new LockTimeoutException(failure + " " + ADVICE, ex);
			}
			logger.warn(failure + " It was rolled back, and is tried again (%d of %d).".formatted(this.failures,
					this.lockTimeout.retries()));
			return ex;
		}
		return null;
	}

	private String failure(PendingMigration migration, Findings findings) {
		String blocking = findings.blocking();
		return Printable.line("%s did not get a lock within %d ms%s.".formatted(migration,
				this.lockTimeout.duration().toMillis(), (blocking != null) ? ": " + blocking : ""));
	}

	private void run(PendingMigration migration, @Nullable Version version, HistoryInserts rows, Runnable atFirst) {
		long start = System.nanoTime();
		boolean outOfOrder = version != null && this.watch.history().isBelowHighest(version);
		this.session.run(migration, outOfOrder, atFirst, () -> {
			HistoryRow row = row(migration, version, millisSince(start), true);
			rows.write(row, (version != null) ? this.upgrade.parents().get(version) : null);
			this.watch.history().add(row);
			this.session.applied(migration, row.executionTimeMillis());
		}, () -> rows.write(row(migration, version, millisSince(start), false), null));
		this.applied++;
	}

	private HistoryRow row(PendingMigration migration, @Nullable Version version, int millis, boolean success) {
		MigrationInfo info = migration.info();
		return new HistoryRow(this.watch.history().rank() + 1, version, info.getDescription(), info.getType().name(),
				info.getScript(), migration.checksum(), null, null, millis, success);
	}

	private static int millisSince(long start) {
		return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

}
