package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.revision.Version;

/**
 * Reads the schema history and the graph table beside it. Neither writes nor locks.
 */
public final class HistoryReader {

	private static final Log logger = LogFactory.getLog(HistoryReader.class);

	/**
	 * The query timeout of {@link JdbcTemplate} that is none.
	 */
	private static final int UNLIMITED = -1;

	private static final int PARENTS = HistoryRow.COLUMNS.size() + 1;

	private final Configuration configuration;

	/**
	 * Where both tables were found.
	 */
	private volatile @Nullable TableName known;

	/**
	 * Whether one of the tables was missing, so that the catalog is read first.
	 */
	private volatile boolean incomplete;

	/**
	 * Whether the user must not read the graph table. Not tried again, since the database
	 * may log each attempt.
	 */
	private volatile boolean denied;

	public HistoryReader(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Read both tables with one statement, or only the history if the user must not read
	 * the other. If one of them is missing, the catalog is read first, until both are
	 * found.
	 * @param connection the connection to read from
	 * @return the effective history
	 * @throws SQLException if the database cannot be read
	 */
	public SchemaHistory read(Connection connection) throws SQLException {
		return read(connection, UNLIMITED);
	}

	/**
	 * Read both tables as {@link #read(Connection)} does, with a limit.
	 * @param connection the connection to read from
	 * @param seconds how long a query may take
	 * @return the effective history
	 * @throws SQLException if the database cannot be read
	 */
	public SchemaHistory read(Connection connection, int seconds) throws SQLException {
		JdbcTemplate template = template(connection, seconds);
		if (this.incomplete) {
			return find(connection, template);
		}
		TableName table = this.known;
		if (table == null) {
			table = TableName.history(this.configuration, connection);
		}
		try {
			SchemaHistory history = this.denied ? withoutParents(template, table) : atOnce(template, table);
			this.known = table;
			return history;
		}
		catch (DataAccessException ex) {
			boolean denied = AccessFailure.isDenied(ex);
			if (!denied && !(ex instanceof BadSqlGrammarException)) {
				throw ex;
			}
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			return denied ? findDenied(connection, template, table, ex) : find(connection, template);
		}
	}

	/**
	 * Whether the user must not read the graph table, so that it is not known what is
	 * missing there.
	 * @return {@code true} if the last attempt was denied
	 */
	public boolean isDenied() {
		return this.denied;
	}

	/**
	 * Find out which table the user must not read.
	 */
	private SchemaHistory findDenied(Connection connection, JdbcTemplate template, TableName table,
			DataAccessException failure) throws SQLException {
		String cause = AccessFailure.reason(failure);
		String grant = table.grant("SELECT", connection);
		try {
			SchemaHistory history = withoutParents(template, table);
			boolean visible = table.existing(connection).contains(table.graph());
			logger.warn(
					"Cannot read the table %s%s (%s). Without it, what another build has applied is judged by its version only. Let its owner run: %s To upgrade, this user also needs INSERT, UPDATE and DELETE."
						.formatted(table.graph(), visible ? "" : ", or it does not exist yet", cause,
								table.graph().grant("SELECT", connection)));
			this.denied = true;
			this.known = table;
			return history;
		}
		catch (DataAccessException ex) {
			if (AccessFailure.isDenied(ex)) {
				throw new InvalidDataAccessResourceUsageException(
						"Cannot read the schema history %s (%s). Let its owner run: %s".formatted(table, cause, grant));
			}
			throw ex;
		}
	}

	private static SchemaHistory withoutParents(JdbcTemplate template, TableName table) {
		return SchemaHistory.of(rows(template, table, 0), Map.of());
	}

	private SchemaHistory find(Connection connection, JdbcTemplate template) throws SQLException {
		TableName table = TableName.history(this.configuration, connection);
		Set<TableName> existing = table.existing(connection);
		this.known = null;
		this.incomplete = !existing.contains(table) || !existing.contains(table.graph());
		return read(connection, template, table, existing);
	}

	static SchemaHistory read(Connection connection, TableName table, Set<TableName> existing) throws SQLException {
		return read(connection, template(connection, UNLIMITED), table, existing);
	}

	private static SchemaHistory read(Connection connection, JdbcTemplate template, TableName table,
			Set<TableName> existing) throws SQLException {
		if (!existing.contains(table)) {
			return SchemaHistory.missing();
		}
		Map<String, String> texts = existing.contains(table.graph())
				? new GraphTable(table.graph()).readIfAllowed(connection) : Map.of();
		return SchemaHistory.of(rows(template, table, 0), texts);
	}

	/**
	 * Read the rows of both tables. Those of the graph table have parents.
	 */
	private static SchemaHistory atOnce(JdbcTemplate template, TableName table) {
		List<HistoryRow> rows = new ArrayList<>();
		Map<String, String> texts = new HashMap<>();
		template.query(both(table), (result) -> {
			String parents = result.getString(PARENTS);
			if (parents == null) {
				rows.add(row(result));
			}
			else {
				texts.put(result.getString(2), parents);
			}
		});
		return SchemaHistory.of(rows, texts);
	}

	private static String both(TableName table) {
		String rank = table.column("installed_rank");
		String ofHistory = table.columns(HistoryRow.COLUMNS);
		String ofGraph = HistoryRow.COLUMNS.stream().map((column) -> switch (column) {
			case "installed_rank" -> "0";
			case "version" -> table.column(column);
			default -> "NULL";
		}).collect(Collectors.joining(", "));
		String parents = table.column("parents");
		return "SELECT " + ofHistory + ", NULL AS " + parents + " FROM " + table.qualified() + " WHERE " + rank
				+ " > 0 UNION ALL SELECT " + ofGraph + ", " + parents + " FROM " + table.graph().qualified()
				+ " ORDER BY " + rank;
	}

	/**
	 * Read the rows above a rank, in order. Flyway's own markers have ranks of zero and
	 * below.
	 */
	static List<HistoryRow> rows(Connection connection, TableName table, int aboveRank) {
		return rows(template(connection, UNLIMITED), table, aboveRank);
	}

	private static List<HistoryRow> rows(JdbcTemplate template, TableName table, int aboveRank) {
		String columns = table.columns(HistoryRow.COLUMNS);
		String rank = table.column("installed_rank");
		return template.query(
				"SELECT " + columns + " FROM " + table.qualified() + " WHERE " + rank + " > ? ORDER BY " + rank,
				(result, number) -> row(result), aboveRank);
	}

	/**
	 * Columns are read by number, since looking up names takes much of the time.
	 */
	private static HistoryRow row(ResultSet result) throws SQLException {
		Timestamp installedOn = result.getTimestamp(7);
		return new HistoryRow(result.getInt(1), version(result.getString(2)),
				Objects.requireNonNullElse(result.getString(3), ""),
				Objects.requireNonNullElse(result.getString(4), ""),
				Objects.requireNonNullElse(result.getString(5), ""), checksum(result),
				(installedOn != null) ? installedOn.toInstant() : null, result.getString(8), result.getInt(9),
				result.getBoolean(10));
	}

	private static @Nullable Version version(@Nullable String text) {
		return (text != null) ? Version.parse(text).orElse(null) : null;
	}

	private static @Nullable Integer checksum(ResultSet result) throws SQLException {
		int checksum = result.getInt(6);
		return result.wasNull() ? null : checksum;
	}

	/**
	 * A template, since a client would load a conversion service at each startup.
	 */
	private static JdbcTemplate template(Connection connection, int seconds) {
		JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		template.setQueryTimeout(seconds);
		return template;
	}

	public static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

	static List<Version> versions(String text) {
		return Stream.of(text.split(",")).flatMap((version) -> Version.parse(version).stream()).toList();
	}

}
