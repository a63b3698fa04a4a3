package dev.headway.flyway.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.headway.HeadwayException;

/**
 * The SQL of a database type, as its own command-line client reads it from a file.
 */
public enum SqlDialect {

	/** H2. */
	H2("H2", "\"", "CURRENT_USER", "CURRENT_TIMESTAMP",
			"java -cp h2.jar org.h2.tools.RunScript -url URL -user USER -script FILE"),

	/** PostgreSQL. */
	POSTGRESQL("PostgreSQL", "\"", "CURRENT_USER", "now()", "psql -v ON_ERROR_STOP=1 -d DATABASE -f FILE"),

	/** MariaDB. */
	MARIADB("MariaDB", "`", "SUBSTRING_INDEX(USER(), '@', 1)", "CURRENT_TIMESTAMP", "mariadb DATABASE < FILE");

	private static final List<String> COMMENTS = List.of("--", "#", "//");

	private final String databaseType;

	private final String quote;

	private final String currentUser;

	private final String now;

	private final String client;

	SqlDialect(String databaseType, String quote, String currentUser, String now, String client) {
		this.databaseType = databaseType;
		this.quote = quote;
		this.currentUser = currentUser;
		this.now = now;
		this.client = client;
	}

	public static SqlDialect of(String databaseType) {
		return Arrays.stream(values())
			.filter((dialect) -> dialect.databaseType.equals(databaseType))
			.findFirst()
			.orElseThrow(() -> unsupported(databaseType));
	}

	public static boolean isKnown(String databaseType) {
		return Arrays.stream(values()).anyMatch((dialect) -> dialect.databaseType.equals(databaseType));
	}

	public static HeadwayException unsupported(String database) {
		return new HeadwayException("SQL preview does not support " + database + ". It supports "
				+ Arrays.stream(values()).map(SqlDialect::toString).collect(Collectors.joining(", ")) + ".");
	}

	/**
	 * The statements that prepare the client.
	 */
	List<String> session() {
		return switch (this) {
			case H2 -> List.of();
			case POSTGRESQL -> List.of("SET client_encoding = 'UTF8'");
			case MARIADB -> List.of("SET NAMES utf8mb4");
		};
	}

	/**
	 * Set the current schema, as Flyway does before it runs a script.
	 */
	String enter(String schema) {
		return switch (this) {
			case H2 -> "SET SCHEMA " + quoted(schema);
			case POSTGRESQL -> "SELECT set_config('search_path', " + literal(quoted(schema))
					+ " || ',' || current_setting('search_path'), false)";
			case MARIADB -> "USE " + quoted(schema);
		};
	}

	/**
	 * What Flyway appends to the definition of the history table to add its first row.
	 */
	String markerOfTable(String installedBy) {
		return (this != H2) ? ""
				: " AS SELECT -1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, " + installedBy
						+ ", CURRENT_TIMESTAMP, 0, TRUE";
	}

	String literal(String text) {
		String escaped = (this == MARIADB) ? text.replace("\\", "\\\\") : text;
		return "'" + escaped.replace("'", "''") + "'";
	}

	/**
	 * Terminate a statement. A comment on its last line must not swallow that.
	 * @param statement the statement
	 * @return the statement as a client reads it from a file
	 */
	public String terminated(String statement) {
		if (this == MARIADB && statement.contains(";")) {
			return delimited(statement);
		}
		String lastLine = statement.substring(statement.lastIndexOf('\n') + 1);
		return statement + (COMMENTS.stream().anyMatch(lastLine::contains) ? "\n;" : ";");
	}

	/**
	 * MariaDB's client ends a statement at the first delimiter, even in the body of a
	 * procedure.
	 */
	private static String delimited(String statement) {
		StringBuilder delimiter = new StringBuilder("//");
		while (statement.contains(delimiter)) {
			delimiter.append('/');
		}
		return "DELIMITER " + delimiter + "\n" + statement + "\n" + delimiter + "\nDELIMITER ;";
	}

	String quoted(String identifier) {
		return quoted(identifier, this.quote);
	}

	static String quoted(String identifier, String quote) {
		return quote + (quote.isEmpty() ? identifier : identifier.replace(quote, quote + quote)) + quote;
	}

	String quote() {
		return this.quote;
	}

	String currentUser() {
		return this.currentUser;
	}

	String now() {
		return this.now;
	}

	public String client() {
		return this.client;
	}

	public boolean rollsBack() {
		return this == POSTGRESQL;
	}

	@Override
	public String toString() {
		return this.databaseType;
	}

}
