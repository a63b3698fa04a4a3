package dev.headway.flyway.run;

import java.sql.Connection;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.HeadwayException;
import dev.headway.Printable;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.ScriptConnections;
import dev.headway.flyway.lock.Pause;

/**
 * The session that runs scripts, so that another one can find out whether it has ended: a
 * server may go on with a statement after the client was killed.
 *
 * @param dialect the database
 * @param name what identifies the session
 */
record ScriptSession(SqlDialect dialect, String name) {

	private static final Log logger = LogFactory.getLog(ScriptSession.class);

	private static final int SECONDS_TO_WAIT = 10;

	private static final String LOCK = "headway_";

	/**
	 * Identify a session. On MariaDB it gets a named lock, which is free when it ends.
	 * @param dialect the database
	 * @param connection the session
	 */
	static ScriptSession of(SqlDialect dialect, Connection connection) {
		JdbcClient client = HistoryReader.client(connection);
		return new ScriptSession(dialect, switch (dialect) {
			case MARIADB -> {
				String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
				client.sql("SELECT GET_LOCK(?, 0)").param(LOCK + name).query(Integer.class).single();
				yield name;
			}
			case POSTGRESQL -> client.sql(
					"SELECT pid || '/' || extract(epoch FROM backend_start) FROM pg_stat_activity WHERE pid = pg_backend_pid()")
				.query(String.class)
				.single();
			case H2 -> client.sql(
					"SELECT SESSION_ID || '/' || SESSION_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()")
				.query(String.class)
				.single();
		});
	}

	/**
	 * Make sure that the session of a script does nothing.
	 * @param session another session
	 * @param run the script
	 * @throws HeadwayException if it still runs
	 */
	static void requireIdle(ScriptConnections session, ScriptRun run) {
		Connection connection = session.lockConnection();
		ScriptSession running = new ScriptSession(SqlDialect.of(session.databaseType()), run.session());
		if (running.isOpen(connection)) {
			throw new HeadwayException(Printable.line(
					"%s still runs in session %s. Nothing was run beside it. Wait until it ends, and run the command again."
						.formatted(run.script(), running.number(connection))));
		}
	}

	/**
	 * Wait for the end of the session of a script whose process has ended.
	 * @param session another session, which has Flyway's lock
	 * @param run the script
	 * @return {@code false} if it had ended before
	 * @throws HeadwayException if it still runs
	 */
	static boolean awaitEnd(ScriptConnections session, ScriptRun run) {
		Connection connection = session.lockConnection();
		boolean waited = false;
		ScriptSession interrupted = new ScriptSession(SqlDialect.of(session.databaseType()), run.session());
		for (int second = 0; interrupted.isOpen(connection); second++) {
			String number = interrupted.number(connection);
			if (second == SECONDS_TO_WAIT) {
				throw new HeadwayException(Printable.line(
						"%s still runs in session %s, although the process that began it has ended. Nothing was applied beside it. Wait until the session ends, and start again."
							.formatted(run.script(), number)));
			}
			if (second == 0) {
				logger.info(Printable.line("Waiting for %s, which still runs in session %s of a process that has ended"
					.formatted(run.script(), number)));
			}
			Pause.of(Duration.ofSeconds(1), "Interrupted before an earlier migration has ended.");
			waited = true;
		}
		return waited;
	}

	/**
	 * Whether the session has not ended, and is not idle in a pool.
	 * @param connection another session of the database
	 * @return {@code true} if it may still run something
	 */
	boolean isOpen(Connection connection) {
		String sql = switch (this.dialect) {
			case MARIADB -> "SELECT COUNT(*) FROM DUAL WHERE IS_USED_LOCK(CONCAT('" + LOCK + "', ?)) IS NOT NULL";
			case POSTGRESQL ->
				"SELECT COUNT(*) FROM pg_stat_activity WHERE pid || '/' || extract(epoch FROM backend_start) = ? AND pid <> pg_backend_pid() AND state IS DISTINCT FROM 'idle'";
			case H2 ->
				"SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID || '/' || SESSION_START = ? AND SESSION_ID <> SESSION_ID() AND EXECUTING_STATEMENT IS NOT NULL";
		};
		return HistoryReader.client(connection).sql(sql).param(this.name).query(Integer.class).single() > 0;
	}

	/**
	 * Let others know that the session runs no script any more, although it may stay
	 * open.
	 * @param connection the session
	 */
	void release(Connection connection) {
		if (this.dialect == SqlDialect.MARIADB) {
			try {
				HistoryReader.client(connection)
					.sql("DO RELEASE_LOCK(CONCAT('" + LOCK + "', ?))")
					.param(this.name)
					.update();
			}
			catch (DataAccessException ex) {
				logger.debug("The session of the scripts is broken", ex);
			}
		}
	}

	/**
	 * The number that the database lists the session under.
	 */
	String number(Connection connection) {
		return switch (this.dialect) {
			case MARIADB -> String.valueOf(HistoryReader.client(connection)
				.sql("SELECT IS_USED_LOCK(CONCAT('" + LOCK + "', ?))")
				.param(this.name)
				.query(Integer.class)
				.optional()
				.orElse(0));
			case POSTGRESQL, H2 -> this.name.substring(0, Math.max(0, this.name.indexOf('/')));
		};
	}

}
