package dev.headway.flyway.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.internals.ParsedScript.Statement;

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

	private static final Pattern ONLY_TABLE = statement("create\\s+table\\s+([\\w$]+|`[^`]+`|\"[^\"]+\")\\s*\\(");

	/**
	 * What a query has that fills the table.
	 */
	private static final Pattern QUERY = Pattern.compile("\\b(?:select|values|table)\\b", Pattern.CASE_INSENSITIVE);

	/**
	 * A comment that not every server executes.
	 */
	private static final Pattern EXECUTABLE = Pattern.compile("/\\*M?!");

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
	 * Find the table that a statement creates, and nothing else.
	 * @return its name as it is written, or {@code null} if the statement may do
	 * something else
	 */
	static @Nullable String onlyTable(String sql) {
		Matcher table = ONLY_TABLE.matcher(sql);
		boolean only = table.lookingAt() && !QUERY.matcher(sql).region(table.end(), sql.length()).find()
				&& !EXECUTABLE.matcher(sql).find();
		return only ? table.group(1) : null;
	}

	/**
	 * Find the statements at the beginning of some that only create a table, each of them
	 * another one.
	 * @return the statements by the names of the tables, in order
	 */
	static Map<String, Statement> onlyTables(List<Statement> statements) {
		Map<String, Statement> found = new LinkedHashMap<>();
		Set<String> names = new HashSet<>();
		for (Statement statement : statements) {
			String table = onlyTable(statement.sql());
			if (table == null || !names.add(withoutQuotes(table).toLowerCase(Locale.ROOT))) {
				break;
			}
			found.put(table, statement);
		}
		return found;
	}

	private static String withoutQuotes(String table) {
		return (table.startsWith("`") || table.startsWith("\"")) ? table.substring(1, table.length() - 1) : table;
	}

	/**
	 * Find out how far a migration has got, if it was to create several tables that were
	 * not there, as {@link MigrationRecorder} writes it down.
	 * @param run the run
	 * @param statements the statements of its script
	 * @return the run, with one statement that may be done
	 * @throws SQLException if the catalog cannot be read
	 */
	ScriptRun narrow(ScriptRun run, List<Statement> statements) throws SQLException {
		ScriptContinuation script = new ScriptContinuation(statements);
		if (run.begun() <= run.done() + 1 || run.begun() > statements.size()
				|| !script.digest(run.begun()).equals(run.digestOfBegun())) {
			return run;
		}
		int next = run.done() + 1;
		for (Statement statement : statements.subList(run.done(), run.begun())) {
			String table = onlyTable(statement.sql());
			if (table == null) {
				return run;
			}
			if (next == statement.number() && next < run.begun() && this.catalog.hasTable(table)) {
				next++;
			}
		}
		return run.doneUntil(next - 1, script.digest(next - 1), statements.get(next - 1).line())
			.begunUntil(next, script.digest(next));
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
