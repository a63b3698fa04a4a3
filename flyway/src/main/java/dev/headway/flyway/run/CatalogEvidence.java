package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the catalog of a database says about one statement: whether the table, the column
 * or the index is there that it creates or drops. Recognizes plain names only.
 *
 * @param connection a connection whose current schema is that of the migrations
 */
public record CatalogEvidence(Connection connection) {

	private static final String NAME = "[`\"]?(\\w+)[`\"]?";

	private static final String QUALIFIED = "(?:[`\"]?\\w+[`\"]?\\.)?" + NAME;

	private static final Pattern TABLE = pattern(
			"(?:create|drop)\\s+table\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?" + QUALIFIED);

	private static final Pattern COLUMN = pattern("alter\\s+table\\s+(?:if\\s+exists\\s+)?" + QUALIFIED
			+ "\\s+(?:add|drop)\\s+(?:column\\s+)?(?:if\\s+(?:not\\s+)?exists\\s+)?"
			+ "(?!constraint\\b|primary\\b|foreign\\b|unique\\b|index\\b|key\\b|check\\b)" + NAME);

	private static final Pattern INDEX = pattern(
			"create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?" + NAME
					+ "\\s+on\\s+(?:only\\s+)?" + QUALIFIED);

	private static Pattern pattern(String statement) {
		return Pattern.compile("(?:^|[\\s;])" + statement, Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Look for what a statement creates or drops.
	 * @param sql the statement
	 * @return a sentence, empty if the catalog does not tell
	 * @throws SQLException if the catalog cannot be read
	 */
	public Optional<String> of(String sql) throws SQLException {
		Matcher index = INDEX.matcher(sql);
		if (index.find()) {
			return Optional.of(index(index.group(2), index.group(1)));
		}
		Matcher column = COLUMN.matcher(sql);
		if (column.find()) {
			return Optional.of("the table %s %s a column %s".formatted(column.group(1),
					hasColumn(column.group(1), column.group(2)) ? "has" : "does not have", column.group(2)));
		}
		Matcher table = TABLE.matcher(sql);
		return table.find() ? Optional
			.of("the table %s %s".formatted(table.group(1), hasTable(table.group(1)) ? "exists" : "does not exist"))
				: Optional.empty();
	}

	private boolean hasTable(String table) throws SQLException {
		for (String name : spellings(table)) {
			try (ResultSet found = metaData().getTables(this.connection.getCatalog(), this.connection.getSchema(),
					escaped(name), null)) {
				if (found.next()) {
					return true;
				}
			}
		}
		return false;
	}

	private boolean hasColumn(String table, String column) throws SQLException {
		for (String name : spellings(table)) {
			try (ResultSet found = metaData().getColumns(this.connection.getCatalog(), this.connection.getSchema(),
					escaped(name), null)) {
				while (found.next()) {
					if (column.equalsIgnoreCase(found.getString("COLUMN_NAME"))) {
						return true;
					}
				}
			}
		}
		return false;
	}

	private String index(String table, String index) throws SQLException {
		boolean exists = false;
		for (String name : spellings(table)) {
			try (ResultSet found = metaData().getIndexInfo(this.connection.getCatalog(), this.connection.getSchema(),
					name, false, true)) {
				while (found.next()) {
					exists |= index.equalsIgnoreCase(found.getString("INDEX_NAME"));
				}
			}
		}
		if (!exists) {
			return "the index %s does not exist".formatted(index);
		}
		return invalid(index).orElse("the index %s exists".formatted(index));
	}

	/**
	 * An index of PostgreSQL that was not completed is of no use, but cannot be created
	 * again, unless a session still builds it.
	 */
	private Optional<String> invalid(String index) throws SQLException {
		if (!metaData().getDatabaseProductName().equals("PostgreSQL")) {
			return Optional.empty();
		}
		try (PreparedStatement statement = this.connection.prepareStatement("""
				select c.oid::regclass::text, p.pid from pg_index i join pg_class c on c.oid = i.indexrelid
				left join pg_stat_progress_create_index p on p.index_relid = c.oid
				where lower(c.relname) = lower(?) and pg_table_is_visible(c.oid) and not i.indisvalid
				""")) {
			statement.setString(1, index);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					return Optional.empty();
				}
				return Optional.of((row.getString(2) != null)
						? "the index %s is still being built by pid %s: wait until it ends".formatted(row.getString(1),
								row.getString(2))
						: "the index %s is INVALID: its build was interrupted. Remove it with 'DROP INDEX CONCURRENTLY %s', and then run the statement again"
							.formatted(row.getString(1), row.getString(1)));
			}
		}
	}

	private DatabaseMetaData metaData() throws SQLException {
		return this.connection.getMetaData();
	}

	private String escaped(String name) throws SQLException {
		String escape = metaData().getSearchStringEscape();
		return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
	}

	/**
	 * A name as the database may have stored it.
	 */
	private static List<String> spellings(String name) {
		return List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)).stream().distinct().toList();
	}

}
