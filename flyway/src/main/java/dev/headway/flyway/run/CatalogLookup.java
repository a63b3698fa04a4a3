package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Finds tables, columns and indexes by the names that statements have for them: quoted or
 * not, with a schema or without. Names of columns and indexes do not depend on case on
 * MariaDB, those of tables do on some systems.
 *
 * @param connection a connection whose current schema is the default
 */
record CatalogLookup(Connection connection) {

	boolean hasTable(String table) throws SQLException {
		try (ResultSet found = metaData().getTables(catalog(table), schema(table), escaped(name(table)), null)) {
			return contains(found, "TABLE_NAME", table, isMariaDb() && !metaData().supportsMixedCaseIdentifiers());
		}
	}

	/**
	 * Whether the current schema has no table and no view with one of some names, in
	 * upper or lower case.
	 */
	boolean hasNone(Collection<String> tables) throws SQLException {
		Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		try (PreparedStatement statement = this.connection
			.prepareStatement("select table_name from information_schema.tables where table_schema = ?")) {
			statement.setString(1, schema());
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.add(rows.getString(1));
				}
			}
		}
		for (String table : tables) {
			if (found.contains(name(table))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The current schema, on MariaDB the database. MariaDB's driver does not notice a
	 * {@code USE}.
	 */
	@Nullable String schema() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("select schema()")) {
			return row.next() ? row.getString(1) : null;
		}
	}

	boolean hasColumn(String table, String column) throws SQLException {
		if (!hasTable(table)) {
			return false;
		}
		try (ResultSet found = metaData().getColumns(catalog(table), schema(table), escaped(name(table)), null)) {
			return contains(found, "COLUMN_NAME", column, isMariaDb());
		}
	}

	boolean hasIndex(String table, String index) throws SQLException {
		try (ResultSet found = metaData().getIndexInfo(catalog(table), schema(table), name(table), false, true)) {
			return contains(found, "INDEX_NAME", index, isMariaDb());
		}
	}

	private boolean contains(ResultSet found, String label, String written, boolean ignoreCase) throws SQLException {
		String name = name(written);
		while (found.next()) {
			String stored = found.getString(label);
			if (ignoreCase ? name.equalsIgnoreCase(stored) : name.equals(stored)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Find out why an index cannot be used. One of PostgreSQL that was not completed is
	 * of no use, but cannot be created again.
	 * @return a sentence without a period, empty if it can be used
	 */
	Optional<String> unusable(String table, String index) throws SQLException {
		if (!metaData().getDatabaseProductName().equals("PostgreSQL")) {
			return Optional.empty();
		}
		try (PreparedStatement statement = this.connection.prepareStatement("""
				select c.oid::regclass::text, p.pid from pg_index i join pg_class c on c.oid = i.indexrelid
				join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
				left join pg_stat_progress_create_index p on p.index_relid = c.oid
				where c.relname = ? and t.relname = ? and n.nspname = ? and not i.indisvalid
				""")) {
			statement.setString(1, name(index));
			statement.setString(2, name(table));
			statement.setString(3, schema(table));
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? Optional.of(unusable(row.getString(1), row.getInt(2))) : Optional.empty();
			}
		}
	}

	private static String unusable(String index, int pid) {
		return (pid > 0) ? "the index %s is still being built by pid %d: wait until it ends".formatted(index, pid)
				: "the index %s is INVALID: its build was interrupted. Remove it with 'DROP INDEX CONCURRENTLY %s', and then run the statement again"
					.formatted(index, index);
	}

	private @Nullable String catalog(String written) throws SQLException {
		String qualifier = qualifier(written);
		return (qualifier != null && isMariaDb()) ? stored(qualifier) : this.connection.getCatalog();
	}

	private @Nullable String schema(String written) throws SQLException {
		String qualifier = qualifier(written);
		return (qualifier != null && !isMariaDb()) ? stored(qualifier) : this.connection.getSchema();
	}

	private static @Nullable String qualifier(String written) {
		int dot = dot(written);
		return (dot < 0) ? null : written.substring(0, dot);
	}

	private String name(String written) throws SQLException {
		return stored(written.substring(dot(written) + 1));
	}

	/**
	 * The dot after the schema, which may have dots itself if it is quoted.
	 */
	private static int dot(String written) {
		char quote = written.charAt(0);
		boolean quoted = quote == '"' || quote == '`';
		return written.indexOf('.', quoted ? written.indexOf(quote, 1) : 0);
	}

	/**
	 * A name as the database has stored it.
	 */
	private String stored(String written) throws SQLException {
		char quote = written.charAt(0);
		boolean quoted = quote == '"' || quote == '`';
		String name = quoted ? written.substring(1, written.length() - 1) : written;
		if (quote == '"') {
			return name;
		}
		if (metaData().storesUpperCaseIdentifiers()) {
			return name.toUpperCase(Locale.ROOT);
		}
		return metaData().storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
	}

	private String escaped(String name) throws SQLException {
		String escape = metaData().getSearchStringEscape();
		return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
	}

	private boolean isMariaDb() throws SQLException {
		return metaData().getIdentifierQuoteString().equals("`");
	}

	private DatabaseMetaData metaData() throws SQLException {
		return this.connection.getMetaData();
	}

}
