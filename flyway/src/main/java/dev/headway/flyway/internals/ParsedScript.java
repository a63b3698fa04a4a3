package dev.headway.flyway.internals;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A script that Flyway has parsed completely, so that a syntax error or a placeholder
 * without a value has shown before anything ran.
 */
public final class ParsedScript {

	private static final String END_OF_DATA = "\\.";

	private final SqlScript script;

	private final boolean transactional;

	ParsedScript(SqlScript script) {
		this.script = script;
		this.transactional = script.executeInTransaction();
		script.validate();
	}

	SqlScript script() {
		return this.script;
	}

	/**
	 * Whether the script may run in a transaction.
	 * @return {@code false} if a statement or the configuration forbids it
	 */
	public boolean transactional() {
		return this.transactional;
	}

	boolean replacesPlaceholders() {
		return this.script.placeholderReplacement();
	}

	public List<Statement> statements() {
		List<Statement> statements = new ArrayList<>();
		try (SqlStatementIterator iterator = this.script.getSqlStatements()) {
			while (iterator.hasNext()) {
				statements.add(statement(iterator.next(), statements.size() + 1));
			}
		}
		return statements;
	}

	static Statement statement(SqlStatement statement, int number) {
		return new Statement(number, statement.getSql(), statement.getLineNumber(),
				statement.getDelimiter().endsWith(END_OF_DATA));
	}

	public int count() {
		return this.script.getSqlStatementCount();
	}

	/**
	 * Return the rest of the script, each statement of which a listener learns of.
	 * @param first the number of the statement to begin at
	 * @param listener the listener
	 */
	SqlScript from(int first, ExecutionListener listener) {
		return new ObservedScript(this.script, first, listener);
	}

	/**
	 * One statement of a script, placeholders replaced, as Flyway would send it.
	 *
	 * @param number its number in the script, from one
	 * @param sql the statement without its delimiter, with the comments before it
	 * @param line the line of the script on which it begins
	 * @param readsData whether its data follows in the script
	 * ({@code COPY ... FROM STDIN})
	 */
	public record Statement(int number, String sql, int line, boolean readsData) {

	}

}
