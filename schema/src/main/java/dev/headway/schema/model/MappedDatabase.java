package dev.headway.schema.model;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;
import dev.headway.schema.migration.MigrationOptions;
import dev.headway.schema.migration.SchemaMigration;
import dev.headway.schema.model.UnitModel.JdbcColumn;

/**
 * The schema that a model maps, as it is in the database.
 */
public final class MappedDatabase {

	private final String product;

	private final SchemaSnapshot snapshot;

	private final Map<String, JdbcColumn> columns;

	private MappedDatabase(String product, SchemaSnapshot snapshot, Map<String, JdbcColumn> columns) {
		this.product = product;
		this.snapshot = snapshot;
		this.columns = columns;
	}

	/**
	 * Read a schema.
	 * @param dataSource the database
	 * @param schema the schema, {@code null} for the current one
	 * @param historyTable the schema history, which is left out
	 * @return the schema as it is now
	 * @throws org.springframework.dao.DataAccessException if it cannot be read
	 */
	public static MappedDatabase read(DataSource dataSource, @Nullable String schema, String historyTable) {
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

	/**
	 * Return the type of the database.
	 * @return such as {@code PostgreSQL}
	 */
	public String product() {
		return this.product;
	}

	SchemaSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Compare the database with models.
	 * @param units the models
	 * @param made what the {@link UnitModel#statements()} make on the same server
	 * @param selection what to compare of each of the two
	 * @param options what the comparison cannot know
	 * @return the migration of the database to the models
	 */
	public SchemaMigration migrateTo(List<UnitModel> units, SchemaSnapshot made,
			UnaryOperator<SchemaSnapshot> selection, MigrationOptions options) {
		return SchemaMigration.between(selection.apply(this.snapshot),
				selection.apply(new ModelView(this, units).of(made)), this.product, options);
	}

	Optional<JdbcColumn> find(String table, String column) {
		return Optional.ofNullable(this.columns.get(UnitModel.key(table, column)));
	}

}
