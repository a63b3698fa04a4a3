package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.headway.flyway.internals.FlywayConventions;

/**
 * The qualified name of the history table or of the graph table, always quoted in SQL, as
 * Flyway does.
 *
 * @param schema the schema, or the catalog where the database has no schemas;
 * {@code null} if the connection has none
 * @param name the table's name
 * @param quote the database's quote character
 * @param inCatalog whether {@code schema} is a catalog
 */
public record TableName(@Nullable String schema, String name, String quote, boolean inCatalog) {

	/**
	 * Find the schema history: in Flyway's default schema, else in the first of its
	 * schemas, else in the connection's own ({@code SchemaHistoryFactory}).
	 */
	public static TableName history(Configuration configuration, Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		boolean inCatalog = !metaData.supportsSchemasInTableDefinitions();
		String schema = FlywayConventions.defaultSchema(configuration);
		if (schema == null) {
			schema = inCatalog ? connection.getCatalog() : connection.getSchema();
		}
		return new TableName(schema, configuration.getTable(), metaData.getIdentifierQuoteString().trim(), inCatalog);
	}

	public TableName graph() {
		return new TableName(this.schema, this.name + "_graph", this.quote, this.inCatalog);
	}

	public Set<TableName> existing(Connection connection) throws SQLException {
		DatabaseMetaData metaData = connection.getMetaData();
		String escape = metaData.getSearchStringEscape();
		Set<TableName> existing = new HashSet<>();
		try (ResultSet tables = this.inCatalog
				? metaData.getTables(this.schema, null, escaped(this.name, escape) + "%", null) : metaData
					.getTables(null, escapedOrNull(this.schema, escape), escaped(this.name, escape) + "%", null)) {
			while (tables.next()) {
				String found = tables.getString("TABLE_NAME");
				if (isSame(this.name, found)) {
					existing.add(this);
				}
				if (isSame(graph().name(), found)) {
					existing.add(graph());
				}
			}
		}
		return existing;
	}

	private boolean isSame(String wanted, String found) {
		return this.inCatalog ? wanted.equalsIgnoreCase(found) : wanted.equals(found);
	}

	private static @Nullable String escapedOrNull(@Nullable String text, String escape) {
		return (text != null) ? escaped(text, escape) : null;
	}

	private static String escaped(String text, String escape) {
		return text.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
	}

	String column(String column) {
		return quoted(column);
	}

	String columns(List<String> columns) {
		return columns.stream().map(this::column).collect(Collectors.joining(", "));
	}

	String qualified() {
		String table = quoted(this.name);
		return (this.schema != null) ? quoted(this.schema) + "." + table : table;
	}

	/**
	 * The statement that gives rights on the table to the user of a connection.
	 */
	String grant(String rights, Connection connection) throws SQLException {
		return "GRANT " + rights + " ON " + qualified() + " TO " + user(connection) + ";";
	}

	/**
	 * The current user; MariaDB's have a host.
	 */
	private String user(Connection connection) throws SQLException {
		String user;
		try {
			user = HistoryReader.client(connection).sql("SELECT CURRENT_USER").query(String.class).single();
		}
		catch (DataAccessException ex) {
			user = connection.getMetaData().getUserName();
		}
		int host = this.inCatalog ? user.lastIndexOf('@') : -1;
		return (host < 0) ? quoted(user) : SqlDialect.MARIADB.literal(user.substring(0, host)) + "@"
				+ SqlDialect.MARIADB.literal(user.substring(host + 1));
	}

	private String quoted(String identifier) {
		return SqlDialect.quoted(identifier, this.quote);
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
