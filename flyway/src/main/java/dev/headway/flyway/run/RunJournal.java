package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PermissionDeniedDataAccessException;

import dev.headway.Printable;
import dev.headway.flyway.history.GraphTable;
import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.history.TableName;
import dev.headway.flyway.internals.ConnectionLoss;
import dev.headway.flyway.internals.ScriptConnections;

/**
 * Writes down in the graph table how far a migration gets that a failure does not roll
 * back. Without a table that can be written to, it writes nothing.
 * <ul>
 * <li>On MariaDB it writes on the connection that has Flyway's lock, which is in no
 * transaction: that of the script may have locked tables.</li>
 * <li>On H2 it writes on the connection of the script, whose next definition commits it:
 * that of the lock is in a transaction. A database in memory ends with the process, so
 * only failures are written there.</li>
 * <li>On PostgreSQL also there, for scripts outside of a transaction.</li>
 * </ul>
 */
public final class RunJournal {

	private static final Log logger = LogFactory.getLog(RunJournal.class);

	/**
	 * A script may have locked all tables, and would wait for this statement forever.
	 */
	private static final String BRIEFLY = "SET STATEMENT lock_wait_timeout=2, innodb_lock_wait_timeout=2 FOR ";

	private static final String IN_MEMORY = "jdbc:h2:mem:";

	private final Connection connection;

	private final Connection scripts;

	private final SqlDialect dialect;

	private final ScriptSession session;

	private final GraphTable table;

	/**
	 * Whether the database outlives the process.
	 */
	private final boolean outlives;

	/**
	 * The schema of the migrations if the catalog is of use, that is if each statement
	 * commits by itself and a later upgrade records what became of it.
	 */
	private final @Nullable String schema;

	private @Nullable PreparedStatement update;

	private boolean writes = true;

	private boolean written;

	private RunJournal(Connection connection, Connection scripts, SqlDialect dialect, ScriptSession session,
			GraphTable table, boolean undo) throws SQLException {
		this.scripts = scripts;
		this.connection = connection;
		this.dialect = dialect;
		this.session = session;
		this.table = table;
		this.outlives = dialect != SqlDialect.H2 || !connection.getMetaData().getURL().startsWith(IN_MEMORY);
		this.schema = (dialect != SqlDialect.POSTGRESQL && !undo) ? new CatalogLookup(scripts).schema() : null;
	}

	/**
	 * Begin a journal.
	 * @param session the session of the upgrade
	 * @param history the schema history
	 * @param undo whether it is for undo scripts
	 * @return the journal, or {@code null} if nothing can be written
	 */
	static @Nullable RunJournal of(ScriptConnections session, TableName history, boolean undo) {
		SqlDialect dialect = SqlDialect.of(session.databaseType());
		Connection connection = (dialect == SqlDialect.MARIADB) ? session.lockConnection() : session.scriptConnection();
		try {
			GraphTable table = GraphTable.writable(connection, history);
			if (table == null) {
				return null;
			}
			table.requireUpdate(connection);
			Connection scripts = session.scriptConnection();
			return new RunJournal(connection, scripts, dialect, ScriptSession.of(dialect, scripts), table, undo);
		}
		catch (PermissionDeniedDataAccessException ex) {
			logger.warn(Printable.line("It is not recorded how far scripts get. " + ex.getMessage()));
		}
		catch (SQLException | DataAccessException ex) {
			logger.debug("It is not recorded how far scripts get", ex);
		}
		return null;
	}

	String session() {
		return this.session.name();
	}

	/**
	 * Whether something may ask for a migration that has not ended.
	 * @return {@code false} if the database ends with the process
	 */
	boolean needsBeginnings() {
		return this.outlives && this.writes;
	}

	/**
	 * Whether the catalog will show which of some tables a script has created.
	 * @param tables the names of the tables, as the script has them
	 * @return {@code false} if one is there already, or the schema is another one
	 */
	boolean willShow(Collection<String> tables) {
		try {
			CatalogLookup catalog = new CatalogLookup(this.scripts);
			return this.schema != null && this.schema.equals(catalog.schema()) && catalog.hasNone(tables);
		}
		catch (SQLException ex) {
			logger.debug("The catalog cannot be read", ex);
			return false;
		}
	}

	/**
	 * Write how far a migration has got.
	 * @param run the run
	 * @param commit whether to commit it now; nothing else is open in the transaction
	 */
	void write(ScriptRun run, boolean commit) {
		if (!this.writes) {
			return;
		}
		try {
			if (!update(run)) {
				this.table.insert(this.connection, run);
			}
			if (commit && !this.connection.getAutoCommit()) {
				this.connection.commit();
			}
			this.written = true;
		}
		catch (SQLException | DataAccessException ex) {
			requireLock(ex);
			this.writes = false;
			logger.warn(Printable.line(
					"Cannot write down how far %s gets (%s). If it is interrupted, compare it with the database statement by statement."
						.formatted(run.script(), ex.getMessage())));
		}
	}

	/**
	 * On MariaDB the script would go on beside those who have Flyway's lock now.
	 */
	private void requireLock(Exception failure) {
		if (this.dialect == SqlDialect.MARIADB && ConnectionLoss.hasCaused(failure)) {
			throw new FlywayException("The connection that has Flyway's lock was lost: " + failure.getMessage(),
					failure);
		}
	}

	private boolean update(ScriptRun run) throws SQLException {
		PreparedStatement update = this.update;
		if (update == null) {
			update = this.connection
				.prepareStatement(((this.dialect == SqlDialect.MARIADB) ? BRIEFLY : "") + this.table.runUpdate());
			this.update = update;
		}
		update.setString(1, run.text());
		return update.executeUpdate() > 0;
	}

	/**
	 * The session goes back to the pool, and runs nothing of this upgrade any more.
	 */
	void close() {
		this.session.release(this.scripts);
	}

	/**
	 * Forget the run, when all migrations have ended well.
	 */
	void clear() {
		if (this.writes && (this.written || !this.outlives)) {
			try {
				this.table.removeRun(this.connection);
			}
			catch (DataAccessException ex) {
				logger.debug("The last run stays in the table", ex);
			}
		}
	}

}
