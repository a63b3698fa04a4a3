package dev.headway.flyway;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
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

	HistoryReader(Configuration configuration) {
		this.configuration = configuration;
	}

	SchemaHistory read(Connection connection) throws SQLException {
		TableName table = TableName.history(this.configuration, connection);
		Set<TableName> existing = table.existing(connection);
		if (!existing.contains(table)) {
			return SchemaHistory.missing();
		}
		Map<Version, List<Version>> parents = existing.contains(table.graph())
				? new GraphTable(table.graph()).read(connection) : Map.of();
		return SchemaHistory.of(rows(connection, table, 0), parents);
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
