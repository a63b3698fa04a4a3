package dev.headway.flyway.internals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

import dev.headway.Printable;
import dev.headway.flyway.lock.DatabaseSession;

/**
 * Flyway's lock on PostgreSQL, which is an advisory one. By default Flyway tries to get
 * it every second within one transaction. The snapshot of that transaction is what
 * {@code CREATE INDEX CONCURRENTLY} in the process that has the lock waits for. So this
 * waits in a transaction that is rolled back between two tries, and lets Flyway lock
 * within the one that has succeeded: a transaction may get the same lock again.
 */
final class PostgresqlLock {

	private static final Log logger = LogFactory.getLog(PostgresqlLock.class);

	/**
	 * To this, Flyway adds the hash code of the name of the history's table
	 * ({@code PostgreSQLAdvisoryLockTemplate} and {@code PostgreSQLConnection}).
	 */
	private static final long BASE = 0x466C79776179L;

	private static final String HOLDERS = """
			select %s
			from pg_locks l join pg_stat_activity a on a.pid = l.pid
			where l.locktype = 'advisory' and l.granted and l.objsubid = 1
			  and l.database = (select oid from pg_database where datname = current_database())
			  and l.classid = ?::bigint::oid and l.objid = ?::bigint::oid
			""".formatted(DatabaseSession.COLUMNS);

	/**
	 * Between its statements, the transaction that has the lock is idle as long as a
	 * script runs. Some settings would end it and release the lock.
	 */
	private static final String STAY = """
			select set_config(name, '0', true) from pg_settings
			where name in ('idle_in_transaction_session_timeout', 'transaction_timeout') and setting <> '0'
			""";

	private static final Duration PAUSE = Duration.ofMillis(100);

	private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(30);

	private static final int TRIES_PER_SECOND = 10;

	private final SchemaHistory history;

	private final Connection connection;

	private final long number;

	private PostgresqlLock(SchemaHistory history, Connection connection) {
		this.history = history;
		this.connection = connection;
		this.number = BASE + history.toString().hashCode();
	}

	/**
	 * Choose the one of Flyway's two locks that needs no transaction. They exclude each
	 * other.
	 */
	static void withoutTransaction(Configuration configuration) {
		extension(configuration).setTransactionalLock(false);
	}

	private static PostgreSQLConfigurationExtension extension(Configuration configuration) {
		return configuration.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class);
	}

	/**
	 * Run some work under Flyway's lock.
	 * @throws FlywayException if the lock was not free within the configured time
	 */
	static boolean run(Configuration configuration, SchemaHistory history, Connection connection,
			Callable<Boolean> work) {
		if (!extension(configuration).isTransactionalLock()) {
			return history.lock(work);
		}
		return new PostgresqlLock(history, connection).run(configuration.getLockRetryCount(), work);
	}

	private boolean run(int seconds, Callable<Boolean> work) {
		try {
			boolean autoCommit = this.connection.getAutoCommit();
			this.connection.setAutoCommit(false);
			try {
				await(seconds);
				return this.history.lock(work);
			}
			finally {
				restore(autoCommit);
			}
		}
		catch (SQLException ex) {
			throw new FlywayException("Flyway's lock cannot be taken: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Make the connection what it was. If it is broken, the failure of the work says why.
	 */
	private void restore(boolean autoCommit) {
		try {
			this.connection.setAutoCommit(autoCommit);
		}
		catch (SQLException ex) {
			logger.debug("The connection that had Flyway's lock is broken", ex);
		}
	}

	/**
	 * Begin a transaction that has the lock.
	 * @param seconds how long to try, forever if negative
	 */
	private void await(int seconds) throws SQLException {
		long start = System.nanoTime();
		long reported = start;
		for (long tries = 1; !isLocked(); tries++) {
			this.connection.rollback();
			long now = System.nanoTime();
			if (seconds >= 0 && tries > (long) seconds * TRIES_PER_SECOND) {
				throw new FlywayException(
						"Flyway's lock was not free within %d s. %s Wait until that has ended, or set spring.flyway.lock-retry-count, the time in seconds."
							.formatted(seconds, holders()));
			}
			if (tries == 1 || now - reported > BETWEEN_REPORTS.toNanos()) {
				reported = now;
				logger.info("Waiting for Flyway's lock. " + holders());
			}
			pause();
		}
		try (PreparedStatement stay = this.connection.prepareStatement(STAY)) {
			stay.execute();
		}
	}

	private boolean isLocked() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
			statement.setLong(1, this.number);
			try (ResultSet result = statement.executeQuery()) {
				return result.next() && result.getBoolean(1);
			}
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new FlywayException("Interrupted while waiting for Flyway's lock.", ex);
		}
	}

	/**
	 * Who has the lock, as a sentence.
	 */
	private String holders() throws SQLException {
		List<String> holders = new ArrayList<>();
		try (PreparedStatement statement = this.connection.prepareStatement(HOLDERS)) {
			statement.setLong(1, this.number >>> Integer.SIZE);
			statement.setLong(2, this.number & 0xFFFFFFFFL);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					holders.add(DatabaseSession.of(result).toString());
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("Cannot find out who has Flyway's lock", ex);
		}
		this.connection.rollback();
		return Printable
			.line("It is held by %s.".formatted(holders.isEmpty() ? "an unknown session" : String.join(", ", holders)));
	}

}
