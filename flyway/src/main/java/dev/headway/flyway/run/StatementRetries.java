package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.ParsedScript;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.flyway.lock.Pause;

/**
 * Limits on MariaDB how long a statement that changes a table waits for those who use it.
 * One that has waited in vain has done nothing, and is tried again after a pause: what
 * came before it is committed, so the script cannot begin again.
 */
final class StatementRetries implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(StatementRetries.class);

	/**
	 * MariaDB's {@code ER_LOCK_WAIT_TIMEOUT}.
	 */
	private static final int LOCK_WAIT_TIMEOUT = 1205;

	/**
	 * What {@code lock_wait_timeout} is where nobody has set it, in seconds.
	 */
	private static final long UNSET = 86_400;

	private final Connection connection;

	private final boolean limits;

	private LockTimeout timeout = LockTimeout.NONE;

	private String script = "";

	private int failures;

	StatementRetries(UpgradeSession session, boolean limits) {
		this.connection = session.scriptConnection();
		this.limits = limits && SqlDialect.MARIADB.toString().equals(session.databaseType())
				&& HistoryReader.client(this.connection)
					.sql("SELECT @@SESSION.lock_wait_timeout")
					.query(Long.class)
					.single() == UNSET;
	}

	/**
	 * Limit the statements of a script.
	 */
	void begin(String script, LockTimeout timeout) {
		this.script = script;
		this.timeout = timeout;
		this.failures = 0;
		if (this.limits) {
			set(timeout.isLimited() ? Math.max(1, timeout.duration().plusMillis(999).toSeconds()) : UNSET);
		}
	}

	/**
	 * Whether a statement is to run again. Waits before that.
	 */
	boolean repeats(ParsedScript.Statement statement, SQLException failure) {
		if (!this.limits || !this.timeout.isLimited() || failure.getErrorCode() != LOCK_WAIT_TIMEOUT
				|| StatementKind.of(statement.sql()) != StatementKind.DEFINITION
				|| this.failures >= this.timeout.retries()) {
			return false;
		}
		this.failures++;
		logger.warn(
				Printable.line("%s did not get a lock within %d ms at line %d. The statement is tried again (%d of %d)."
					.formatted(this.script, this.timeout.duration().toMillis(), statement.line(), this.failures,
							this.timeout.retries())));
		Pause.of(this.timeout.pauseAfter(this.failures), "Interrupted before a statement was tried again.");
		return true;
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
