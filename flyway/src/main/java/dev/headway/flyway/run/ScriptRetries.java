package dev.headway.flyway.run;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import dev.headway.Printable;
import dev.headway.flyway.internals.PendingMigration;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.flyway.lock.LockTimeoutException;
import dev.headway.flyway.lock.LockWatch;
import dev.headway.flyway.lock.LockWatch.Findings;

/**
 * Limits on PostgreSQL how long statements of a script wait for locks. A script that has
 * waited in vain is rolled back, and is tried again after a pause.
 */
final class ScriptRetries implements AutoCloseable {

	private static final String ADVICE = "Nothing is wrong with the script, and it was rolled back. End the session that has the lock, or wait until it ends, and start again. To wait longer, set headway.lock-timeout or headway.lock-retries. A script keeps the locks that it has while it waits for others, so change one table per script.";

	private static final Log logger = LogFactory.getLog(ScriptRetries.class);

	private final UpgradeSession session;

	private final @Nullable LockWatch watch;

	/**
	 * How often the next migration has waited for a lock in vain.
	 */
	private int failures;

	ScriptRetries(UpgradeSession session, LockTimeout timeout) {
		this.session = session;
		this.watch = (timeout.isLimited() && session.hasOwnLockTimeout())
				? LockWatch.of(session.scriptConnection(), session.lockConnection()) : null;
	}

	/**
	 * Prepare to watch a migration.
	 * @return what it waits for, {@code null} if nothing is limited
	 */
	@Nullable Findings watch(PendingMigration migration) {
		return (this.watch != null) ? this.watch.of(migration.toString()) : null;
	}

	/**
	 * Limit the statements of the transaction that has begun.
	 */
	void begin(@Nullable Findings findings, LockTimeout timeout) {
		if (findings != null && timeout.isLimited()) {
			this.session.limitLocks(timeout.duration());
			findings.begin(timeout);
		}
	}

	void succeeded() {
		this.failures = 0;
	}

	/**
	 * Find out whether a migration has to be tried again.
	 * @throws FlywayException the failure, if not
	 * @throws LockTimeoutException if it was tried often enough
	 */
	void failed(PendingMigration migration, @Nullable Findings findings, LockTimeout timeout, FlywayException failure) {
		if (findings == null || !timeout.isLimited() || !this.session.mayTryAgain(migration, failure)) {
			throw failure;
		}
		this.failures++;
		String blocking = findings.blocking();
		String text = Printable.line("%s did not get a lock within %d ms%s.".formatted(migration,
				timeout.duration().toMillis(), (blocking != null) ? ": " + blocking : ""));
		if (this.failures > timeout.retries()) {
			throw new LockTimeoutException(text + " " + ADVICE, failure);
		}
		logger.warn(text
				+ " It was rolled back, and is tried again (%d of %d).".formatted(this.failures, timeout.retries()));
	}

	/**
	 * How long to let those who waited behind the script get their turn.
	 */
	Duration pause(LockTimeout timeout) {
		return (this.failures > 0) ? timeout.pauseAfter(this.failures) : Duration.ZERO;
	}

	@Override
	public void close() {
		if (this.watch != null) {
			this.watch.close();
		}
	}

}
