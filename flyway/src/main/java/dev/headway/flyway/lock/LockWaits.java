package dev.headway.flyway.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * Finds out which sessions the statement of a session waits for. PostgreSQL says it.
 * MariaDB says only that it waits, and to users with the right {@code PROCESS} which
 * sessions have a transaction open, or a row that it waits for. H2 does not say it.
 *
 * @param database the database type, as Flyway names it
 * @param session the number of the session that may wait
 */
public record LockWaits(String database, long session) {

	/**
	 * Flyway's name of PostgreSQL.
	 */
	public static final String POSTGRESQL = "PostgreSQL";

	/**
	 * Flyway's name of MariaDB.
	 */
	public static final String MARIADB = "MariaDB";

	private static final Log logger = LogFactory.getLog(LockWaits.class);

	private static final String ON_POSTGRESQL = """
			select %s,
			  (select string_agg(distinct l.relation::regclass::text, ', ') from pg_locks l
			   where l.pid = ? and not l.granted and l.relation is not null)
			from unnest(pg_blocking_pids(?)) as p(pid) join pg_stat_activity a on a.pid = p.pid
			order by a.xact_start
			""".formatted(DatabaseSession.COLUMNS);

	private static final String WAITING = "Waiting for ";

	private static final String STATE_ON_MARIADB = "select state from information_schema.processlist where id = ?";

	private static final String ROWS_ON_MARIADB = """
			select distinct p.id, p.user, p.host, p.command, timestampdiff(second, b.trx_started, now()), l.lock_table
			from information_schema.innodb_trx r
			join information_schema.innodb_lock_waits w on w.requesting_trx_id = r.trx_id
			join information_schema.innodb_trx b on b.trx_id = w.blocking_trx_id
			join information_schema.processlist p on p.id = b.trx_mysql_thread_id
			left join information_schema.innodb_locks l on l.lock_id = w.blocking_lock_id
			where r.trx_mysql_thread_id = ?
			""";

	/**
	 * The transactions that began before the statement did.
	 */
	private static final String TRANSACTIONS_ON_MARIADB = """
			select p.id, p.user, p.host, p.command, timestampdiff(second, t.trx_started, now())
			from information_schema.innodb_trx t
			join information_schema.processlist p on p.id = t.trx_mysql_thread_id
			where p.id <> ? and p.id <> connection_id()
			order by t.trx_started
			""";

	/**
	 * Prepare to look.
	 * @param database the database type, as Flyway names it
	 * @param connection the session that may wait
	 * @return its waits
	 * @throws HeadwayException if the number of the session cannot be found out
	 */
	public static LockWaits of(String database, Connection connection) {
		return new LockWaits(database, switch (database) {
			case POSTGRESQL -> number(connection, "select pg_backend_pid()");
			case MARIADB -> number(connection, "select connection_id()");
			default -> 0;
		});
	}

	private static long number(Connection connection, String sql) {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getLong(1);
		}
		catch (SQLException ex) {
			throw new HeadwayException("The session of the scripts cannot be found out: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Look.
	 * @param connection another session
	 * @return the locks and who has them, or {@code null} if it waits for none that is
	 * known
	 * @throws SQLException if the database does not answer
	 */
	public @Nullable String find(Connection connection) throws SQLException {
		return switch (this.database) {
			case POSTGRESQL -> findOnPostgresql(connection);
			case MARIADB -> findOnMariadb(connection);
			default -> null;
		};
	}

	private @Nullable String findOnPostgresql(Connection connection) throws SQLException {
		List<String> found = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(ON_POSTGRESQL)) {
			statement.setLong(1, this.session);
			statement.setInt(2, (int) this.session);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					String relation = result.getString(5);
					found.add("%s held by %s".formatted((relation != null) ? "a lock on " + relation : "a row",
							DatabaseSession.of(result)));
				}
			}
		}
		return found.isEmpty() ? null : String.join(", ", found);
	}

	private @Nullable String findOnMariadb(Connection connection) throws SQLException {
		String state;
		try (PreparedStatement statement = connection.prepareStatement(STATE_ON_MARIADB)) {
			statement.setLong(1, this.session);
			try (ResultSet result = statement.executeQuery()) {
				state = result.next() ? result.getString(1) : null;
			}
		}
		if (state == null) {
			return null;
		}
		if (!state.startsWith(WAITING)) {
			return rowOnMariadb(connection);
		}
		String suspects = suspects(connection);
		return "a " + state.substring(WAITING.length())
				+ ((suspects != null) ? ", which may be held by " + suspects : "");
	}

	private @Nullable String rowOnMariadb(Connection connection) {
		List<String> found = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(ROWS_ON_MARIADB)) {
			statement.setLong(1, this.session);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					String table = result.getString(6);
					found.add("a row%s held by %s".formatted((table != null) ? " of " + table : "", session(result)));
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("Only users with the right PROCESS see which sessions have a row", ex);
		}
		return found.isEmpty() ? null : String.join(", ", found);
	}

	private static String session(ResultSet row) throws SQLException {
		return "connection %d ('%s' from %s, %s, in a transaction for %d s)".formatted(row.getLong(1), row.getString(2),
				row.getString(3), row.getString(4), row.getLong(5));
	}

	/**
	 * Name the sessions that may have the lock for which the session waits or has waited.
	 * @param connection any session of MariaDB
	 * @return the sessions, or {@code null} if there is none, or the user must not know
	 */
	public @Nullable String suspects(Connection connection) {
		List<String> found = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(TRANSACTIONS_ON_MARIADB)) {
			statement.setLong(1, this.session);
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					found.add(session(result));
				}
			}
		}
		catch (SQLException ex) {
			logger.debug("Only users with the right PROCESS see which sessions have a transaction open", ex);
		}
		return found.isEmpty() ? null : String.join(" or ", found);
	}

}
