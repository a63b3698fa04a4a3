package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.HeadwayException;
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.flyway.internals.UpgradeSession;
import dev.headway.revision.Version;

/**
 * Writes rows of the history as Flyway writes them, and rows of the graph table, with
 * statements that are prepared once. For the databases of {@link SqlDialect}. A script
 * may change the role or the search path of its connection, so on PostgreSQL the same
 * round trip resets both.
 */
public final class HistoryInserts {

	private static final Log logger = LogFactory.getLog(HistoryInserts.class);

	private static final int HISTORY_VALUES = HistoryRow.INSERTED_COLUMNS.size();

	private static final int GRAPH_VALUES = 2;

	private final Connection connection;

	private final String installedBy;

	private final TableName table;

	/**
	 * What resets the session, with a separator; may be empty.
	 */
	private final String reset;

	private final List<Insert> history;

	/**
	 * Empty if there is no graph table and none can be created.
	 */
	private final List<Insert> both;

	/**
	 * The versions that have parents in the graph table already.
	 */
	private final Set<Version> leftovers;

	private HistoryInserts(Connection connection, String installedBy, TableName table, @Nullable String reset,
			@Nullable GraphTable graph) throws SQLException {
		this.connection = connection;
		this.installedBy = installedBy;
		this.table = table;
		String history = "INSERT INTO " + table.qualified() + " (" + table.columns(HistoryRow.INSERTED_COLUMNS)
				+ ") VALUES (" + String.join(", ", Collections.nCopies(HISTORY_VALUES, "?")) + ")";
		this.reset = (reset != null) ? reset : "";
		this.history = List.of(prepare(this.reset + history, HISTORY_VALUES));
		this.leftovers = (graph != null) ? GraphTable.parents(graph.read(connection)).keySet() : Set.of();
		this.both = (graph != null) ? withGraph(history, graph.insertion("?", "?")) : List.of();
	}

	public static HistoryInserts of(UpgradeSession session, TableName table) {
		Connection connection = session.scriptConnection();
		try {
			return new HistoryInserts(connection, session.installedBy(), table,
					reset(session.databaseType(), connection), graphTable(connection, table));
		}
		catch (SQLException ex) {
			throw unwritable(table, ex);
		}
	}

	public static HistoryInserts of(FlywaySession session, TableName table, @Nullable GraphTable graph) {
		try {
			return new HistoryInserts(session.connection(), session.installedBy(), table,
					reset(session.databaseType(), session.connection()), graph);
		}
		catch (SQLException ex) {
			throw unwritable(table, ex);
		}
	}

	private List<Insert> withGraph(String history, String graph) throws SQLException {
		return resetsSession() ? List.of(prepare(this.reset + history + "; " + graph, HISTORY_VALUES + GRAPH_VALUES))
				: List.of(this.history.get(0), prepare(graph, GRAPH_VALUES));
	}

	/**
	 * The graph table, or {@code null} if it is missing and cannot be created: the end of
	 * the upgrade tries again and reports why not.
	 */
	private static @Nullable GraphTable graphTable(Connection connection, TableName history) throws SQLException {
		try {
			return GraphTable.ensure(connection, history);
		}
		catch (DataAccessException ex) {
			logger.debug("The parents of revisions will be stored at the end of the upgrade", ex);
			return null;
		}
	}

	private Insert prepare(String sql, int parameters) throws SQLException {
		return new Insert(this.connection.prepareStatement(sql), parameters);
	}

	private static @Nullable String reset(String databaseType, Connection connection) {
		if (!SqlDialect.POSTGRESQL.toString().equals(databaseType)) {
			return null;
		}
		return HistoryReader.client(connection)
			.sql("SELECT current_user, current_setting('search_path')")
			.query((row, number) -> "SET ROLE " + SqlDialect.POSTGRESQL.literal(row.getString(1))
					+ "; SELECT set_config('search_path', " + SqlDialect.POSTGRESQL.literal(row.getString(2))
					+ ", false); " + resetTimeouts(connection))
			.single();
	}

	/**
	 * What was set in the session is set again. The rest is reset, so that it does not
	 * look as if somebody had set it.
	 */
	private static String resetTimeouts(Connection connection) {
		return String.join("", HistoryReader.client(connection)
			.sql("SELECT name, setting, source FROM pg_settings WHERE name IN ('lock_timeout', 'statement_timeout')")
			.query((row, number) -> row.getString(3).equals("session")
					? "SET %s = %s; ".formatted(row.getString(1), row.getString(2))
					: "RESET %s; ".formatted(row.getString(1)))
			.list());
	}

	/**
	 * Whether writing a row also prepares the connection for the next migration.
	 * @return {@code true} on PostgreSQL
	 */
	public boolean resetsSession() {
		return !this.reset.isEmpty();
	}

	/**
	 * Whether there is a graph table that parents are written to.
	 * @return {@code false} if it is missing or must not be written
	 */
	public boolean storesParents() {
		return !this.both.isEmpty();
	}

	public void write(HistoryRow row, @Nullable List<Version> parents) {
		try {
			if (this.connection.getAutoCommit()) {
				this.connection.setAutoCommit(false);
				writeAndCommit(row, parents);
			}
			else {
				insert(row, parents);
			}
		}
		catch (SQLException ex) {
			throw unwritable(this.table, ex);
		}
	}

	private void writeAndCommit(HistoryRow row, @Nullable List<Version> parents) throws SQLException {
		try {
			insert(row, parents);
			this.connection.commit();
		}
		catch (SQLException ex) {
			this.connection.rollback();
			throw ex;
		}
		finally {
			this.connection.setAutoCommit(true);
		}
	}

	private void insert(HistoryRow row, @Nullable List<Version> parents) throws SQLException {
		List<@Nullable Object> values = values(row);
		List<Insert> inserts = this.history;
		if (parents != null && !this.both.isEmpty()) {
			Version version = row.requireVersion();
			if (this.leftovers.contains(version)) {
				new GraphTable(this.table.graph()).remove(this.connection, version);
			}
			values.add(version.text());
			values.add(GraphTable.text(parents));
			inserts = this.both;
		}
		int from = 0;
		for (Insert insert : inserts) {
			insert.execute(values.subList(from, from + insert.parameters()));
			from += insert.parameters();
		}
	}

	private List<@Nullable Object> values(HistoryRow row) {
		List<@Nullable Object> values = new ArrayList<>();
		values.add(row.rank());
		values.add((row.version() != null) ? row.version().text() : null);
		values.add(FlywayConventions.description(row.description()));
		values.add(row.type());
		values.add(FlywayConventions.script(row.script()));
		values.add(row.checksum());
		values.add(this.installedBy);
		values.add(row.executionTimeMillis());
		values.add(row.success());
		return values;
	}

	private static HeadwayException unwritable(TableName table, SQLException failure) {
		return new HeadwayException("Cannot write to the schema history " + table + ": " + failure.getMessage(),
				failure);
	}

	/**
	 * A statement that is used repeatedly.
	 *
	 * @param statement the statement
	 * @param parameters how many parameters it has
	 */
	private record Insert(PreparedStatement statement, int parameters) {

		void execute(List<@Nullable Object> values) throws SQLException {
			for (int i = 0; i < values.size(); i++) {
				this.statement.setObject(i + 1, values.get(i));
			}
			this.statement.execute();
		}

	}

}
