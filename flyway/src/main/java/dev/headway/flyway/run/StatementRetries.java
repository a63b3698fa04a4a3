package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.flyway.lock.LockTimeoutException;
import dev.headway.flyway.lock.LockWaits;
import dev.headway.flyway.lock.Pause;

/**
 * Limits on MariaDB how long a statement that changes a table waits for those who use it.
 * One that has waited in vain has done nothing, and is tried again after a pause: what
 * came before it is committed, so the script cannot begin again.
 */
final class StatementRetries implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StatementRetries.class);

	/**
	 * What {@code lock_wait_timeout} is where nobody has set it, in seconds.
	 */
	private static final long UNSET = 86_400;

	private static final String ADVICE = "Nothing is wrong with the script, and the statement has changed nothing. End the session that has the lock, or wait until it ends";

	private static final String LONGER = " To wait longer, set headway.lock-timeout or headway.lock-retries.";

	private final Connection connection;

	private final LockFailures locks;

	private final boolean limits;

	private LockTimeout timeout = LockTimeout.NONE;

	private String script = "";

	private int failures;

	/**
	 * Why the script has failed, {@code null} unless a statement waited in vain for a
	 * lock that is limited here, however often it was tried.
	 */
	private @Nullable String reason;

	private final LockWaits waits;

	StatementRetries(UpgradeSession session, boolean limits) {
		this.connection = session.scriptConnection();
		this.waits = new LockWaits(LockWaits.MARIADB, 0);
		this.locks = LockFailures.of(session.databaseType());
		this.limits = limits && SqlDialect.MARIADB.toString().equals(session.databaseType())
				&& HistoryReader.client(this.connection)
					.sql("SELECT @@SESSION.lock_wait_timeout")
					.query(Long.class)
					.single() == UNSET;
	}

	LockFailures locks() {
		return this.locks;
	}

	/**
	 * Limit the statements of a script.
	 */
	void begin(String script, LockTimeout timeout) {
		this.script = script;
		this.timeout = timeout;
		this.failures = 0;
		this.reason = null;
		if (this.limits) {
			set(timeout.isLimited() ? Math.max(1, timeout.duration().plusMillis(999).toSeconds()) : UNSET);
		}
	}

	/**
	 * Whether a statement is to run again. Waits before that.
	 */
	boolean repeats(ParsedScript.Statement statement, SQLException failure) {
		if (!this.limits || !this.timeout.isLimited() || !this.locks.isTimeout(statement, failure)) {
			return false;
		}
		String text = Printable.line("%s did not get a lock at line %d within %d ms%s.".formatted(this.script,
				statement.line(), this.timeout.duration().toMillis(), suspects()));
		if (this.failures >= this.timeout.retries()) {
			this.reason = text;
			return false;
		}
		this.failures++;
		logger
			.warn(text + " The statement is tried again (%d of %d).".formatted(this.failures, this.timeout.retries()));
		Pause.of(this.timeout.pauseAfter(this.failures), "Interrupted before a statement was tried again.");
		return true;
	}

	/**
	 * Explain the failure of a script.
	 * @param recorder has recorded it
	 * @param failure the failure
	 * @throws LockTimeoutException if a statement did not get a lock, however often it
	 * was tried
	 */
	void failed(MigrationRecorder recorder, FlywayException failure) {
		ScriptRun blocked = recorder.blocked();
		String text = (this.reason != null) ? this.reason : unlimited(recorder, failure);
		if (text != null) {
			boolean again = blocked != null && !blocked.isPartial();
			throw new LockTimeoutException("%s %s%s.%s".formatted(text, ADVICE, again ? ", and start again" : "",
					(this.reason != null) ? LONGER : ""), failure);
		}
	}

	/**
	 * Why a statement did not get a lock in the time that somebody else has set.
	 */
	private @Nullable String unlimited(MigrationRecorder recorder, FlywayException failure) {
		ParsedScript.Statement statement = recorder.current();
		if (statement == null) {
			return null;
		}
		boolean row = recorder.blocked() == null;
		String reason = row ? this.locks.rowReason(statement, failure) : this.locks.reason(statement, failure);
		if (reason == null) {
			return null;
		}
		return Printable.line("%s did not get a %s at line %d: %s%s.".formatted(this.script, row ? "row" : "lock",
				statement.line(), reason, suspects()));
	}

	private String suspects() {
		String suspects = (this.locks.dialect() == SqlDialect.MARIADB) ? this.waits.suspects(this.connection) : null;
		return (suspects != null) ? ". It may be held by " + suspects : "";
	}

	private void set(long seconds) {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("SET SESSION lock_wait_timeout = " + seconds);
		}
		catch (SQLException ex) {
			throw new HeadwayException("The lock timeout cannot be set: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Reset the session, which goes back to the pool.
	 */
	@Override
	public void close() {
		if (this.limits) {
			try {
				set(UNSET);
			}
			catch (HeadwayException ex) {
				logger.debug("The connection of the scripts is broken", ex);
			}
		}
	}

}
