package dev.headway.boot.model;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.boot.model.UnitModel.JdbcColumn;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;

/**
 * The schema that a model maps, as it is in the database.
 *
 * @param product the type of the database
 * @param snapshot the structure of the schema
 * @param columns its columns as JDBC describes them, by table and name
 */
record MappedDatabase(String product, SchemaSnapshot snapshot, Map<String, JdbcColumn> columns) {

	static MappedDatabase read(DataSource dataSource, @Nullable String schema, String historyTable) {
		return Objects.requireNonNull(new JdbcTemplate(dataSource)
			.execute((Connection connection) -> read(connection, schema, historyTable)));
	}

	private static MappedDatabase read(Connection connection, @Nullable String schema, String historyTable)
			throws SQLException {
		SnapshotScope scope = (schema != null) ? SnapshotScope.ofSchemas(schema) : SnapshotScope.currentSchema();
		return new MappedDatabase(connection.getMetaData().getDatabaseProductName(),
				SchemaSnapshot.of(connection, scope.withoutHistory(historyTable)),
				columns(connection.getMetaData(), schema));
	}

	private static Map<String, JdbcColumn> columns(DatabaseMetaData database, @Nullable String schema)
			throws SQLException {
		boolean inCatalog = !database.supportsSchemasInTableDefinitions();
		Map<String, JdbcColumn> columns = new HashMap<>();
		try (ResultSet row = database.getColumns(inCatalog ? schema : null, inCatalog ? null : schema, "%", "%")) {
			while (row.next()) {
				String found = row.getString(inCatalog ? "TABLE_CAT" : "TABLE_SCHEM");
				if (schema == null || schema.equals(found)) {
					columns.put(UnitModel.key(row.getString("TABLE_NAME"), row.getString("COLUMN_NAME")),
							new JdbcColumn(row.getInt("DATA_TYPE"), row.getString("TYPE_NAME"),
									row.getInt("COLUMN_SIZE"), row.getInt("DECIMAL_DIGITS")));
				}
			}
		}
		return columns;
	}

	Optional<JdbcColumn> find(String table, String column) {
		return Optional.ofNullable(this.columns.get(UnitModel.key(table, column)));
	}

}
