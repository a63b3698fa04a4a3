package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the catalog of a database says about one statement: whether the table, the column
 * or the index is there that it creates or drops. Other statements it does not recognize.
 */
public final class CatalogEvidence {

	private static final String NAME = "((?:[\\w$]+|`[^`]+`|\"[^\"]+\")(?:\\.(?:[\\w$]+|`[^`]+`|\"[^\"]+\"))?)";

	private static final String IF_EXISTS = "(?:if\\s+(?:not\\s+)?exists\\s+)?";

	private static final Pattern TABLE = statement(
			"(?:create\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+|cached\\s+|memory\\s+)?|drop\\s+)table\\s+" + IF_EXISTS
					+ NAME);

	private static final Pattern MORE_TABLES = Pattern.compile("\\G\\s*,\\s*" + NAME);

	private static final Pattern COLUMN = statement("alter\\s+table\\s+(?:only\\s+)?" + IF_EXISTS + "(?:only\\s+)?"
			+ NAME
			+ "\\s+(?:add|drop)\\s+(?:column\\s+|(?!(?:constraint|primary|foreign|unique|index|key|check|fulltext|spatial"
			+ "|exclude|period|partition|system|column)\\b))" + IF_EXISTS + NAME);

	private static final Pattern INDEX = statement(
			"create\\s+(?:or\\s+replace\\s+)?(?:unique\\s+|fulltext\\s+|spatial\\s+)?index\\s+(?:concurrently\\s+)?"
					+ IF_EXISTS + NAME + "\\s+(?:using\\s+\\w+\\s+)?on\\s+(?:only\\s+)?" + NAME);

	private final CatalogLookup catalog;

	/**
	 * Create the evidence.
	 * @param connection a connection whose current schema is that of the migrations
	 */
	public CatalogEvidence(Connection connection) {
		this.catalog = new CatalogLookup(connection);
	}

	private static Pattern statement(String statement) {
		return Pattern.compile(StatementKind.BLANK + "*+" + statement,
				Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
	}

	/**
	 * Look for what a statement creates or drops.
	 * @param sql the statement, which may begin with comments
	 * @return a sentence without a period, empty if the catalog does not tell
	 * @throws SQLException if the catalog cannot be read
	 */
	public Optional<String> of(String sql) throws SQLException {
		Matcher index = INDEX.matcher(sql);
		if (index.lookingAt()) {
			return Optional.of(index(index.group(2), index.group(1)));
		}
		Matcher column = COLUMN.matcher(sql);
		if (column.lookingAt()) {
			return Optional.of("the table %s %s a column %s".formatted(column.group(1),
					this.catalog.hasColumn(column.group(1), column.group(2)) ? "has" : "does not have",
					column.group(2)));
		}
		Matcher table = TABLE.matcher(sql);
		return table.lookingAt() ? Optional.of(tables(sql, table)) : Optional.empty();
	}

	private String tables(String sql, Matcher first) throws SQLException {
		StringBuilder text = new StringBuilder(table(first.group(1)));
		Matcher more = MORE_TABLES.matcher(sql).region(first.end(), sql.length());
		while (more.find()) {
			text.append(", ").append(table(more.group(1)));
		}
		return text.toString();
	}

	private String table(String table) throws SQLException {
		return "the table %s %s".formatted(table, this.catalog.hasTable(table) ? "exists" : "does not exist");
	}

	private String index(String table, String index) throws SQLException {
		return this.catalog.hasIndex(table, index)
				? this.catalog.unusable(table, index).orElse("the index %s exists".formatted(index))
				: "the index %s does not exist".formatted(index);
	}

}
