package dev.headway.flyway;

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

import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.script.name.Version;

/**
 * Reads the schema history and the graph table beside it. Neither writes nor locks.
 */
final class HistoryReader {

	private static final List<String> COLUMNS = List.of("installed_rank", "version", "description", "type", "script",
			"checksum", "installed_on", "installed_by", "execution_time", "success");

	private final Configuration configuration;

	/**
	 * Where both tables are, unless the catalogue says otherwise.
	 */
	private volatile @Nullable TableName known;

	/**
	 * Whether one of the tables was missing, so that the catalogue is asked first.
	 */
	private volatile boolean incomplete;

	HistoryReader(Configuration configuration) {
		this.configuration = configuration;
	}

	/**
	 * Read both tables with one statement. If one of them is missing, a look at the
	 * catalogue comes first, then and until both are found.
	 */
	SchemaHistory read(Connection connection) throws SQLException {
		if (this.incomplete) {
			return find(connection);
		}
		TableName table = this.known;
		if (table == null) {
			table = TableName.history(this.configuration, connection);
		}
		try {
			SchemaHistory history = atOnce(connection, table);
			this.known = table;
			return history;
		}
		catch (BadSqlGrammarException ex) {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			return find(connection);
		}
	}

	private SchemaHistory find(Connection connection) throws SQLException {
		TableName table = TableName.history(this.configuration, connection);
		Set<TableName> existing = table.existing(connection);
		this.known = null;
		this.incomplete = !existing.contains(table) || !existing.contains(table.graph());
		if (!existing.contains(table)) {
			return SchemaHistory.missing();
		}
		Map<Version, List<Version>> parents = existing.contains(table.graph())
				? new GraphTable(table.graph()).read(connection) : Map.of();
		return SchemaHistory.of(rows(connection, table, 0), parents);
	}

	/**
	 * Read the rows of the history, and among them those of the graph table, which are
	 * told by their parents.
	 */
	private static SchemaHistory atOnce(Connection connection, TableName table) {
		List<HistoryRow> rows = new ArrayList<>();
		Map<Version, List<Version>> stored = new HashMap<>();
		client(connection).sql(both(table)).query((result) -> {
			String parents = result.getString("parents");
			if (parents == null) {
				rows.add(row(result));
			}
			else {
				Version.parse(result.getString("version"))
					.ifPresent((version) -> stored.put(version, versions(parents)));
			}
		});
		return SchemaHistory.of(rows, stored);
	}

	private static String both(TableName table) {
		String rank = table.column("installed_rank");
		String ofHistory = COLUMNS.stream().map(table::column).collect(Collectors.joining(", "));
		String ofGraph = COLUMNS.stream().map((column) -> switch (column) {
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
	 * Read the rows above a rank, in order. Ranks of zero and below are markers of
	 * Flyway's own.
	 */
	static List<HistoryRow> rows(Connection connection, TableName table, int aboveRank) {
		String columns = COLUMNS.stream().map(table::column).collect(Collectors.joining(", "));
		String rank = table.column("installed_rank");
		return client(connection)
			.sql("SELECT " + columns + " FROM " + table.qualified() + " WHERE " + rank + " > ? ORDER BY " + rank)
			.param(aboveRank)
			.query((result, number) -> row(result))
			.list();
	}

	private static HistoryRow row(ResultSet result) throws SQLException {
		Timestamp installedOn = result.getTimestamp("installed_on");
		return new HistoryRow(result.getInt("installed_rank"), version(result.getString("version")),
				Objects.requireNonNullElse(result.getString("description"), ""),
				Objects.requireNonNullElse(result.getString("type"), ""),
				Objects.requireNonNullElse(result.getString("script"), ""), checksum(result),
				(installedOn != null) ? installedOn.toInstant() : null, result.getString("installed_by"),
				result.getInt("execution_time"), result.getBoolean("success"));
	}

	private static @Nullable Version version(@Nullable String text) {
		return (text != null) ? Version.parse(text).orElse(null) : null;
	}

	private static @Nullable Integer checksum(ResultSet result) throws SQLException {
		int checksum = result.getInt("checksum");
		return result.wasNull() ? null : checksum;
	}

	static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

	static List<Version> versions(String text) {
		return Stream.of(text.split(",")).flatMap((version) -> Version.parse(version).stream()).toList();
	}

}
