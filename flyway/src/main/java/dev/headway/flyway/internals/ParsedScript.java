package dev.headway.flyway.internals;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A script that Flyway's parser has read to its end, so that a mistake in its syntax or a
 * placeholder without value has shown before anything ran.
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
	 * Whether the script may run in a transaction: none of its statements forbids it, and
	 * neither does the configuration.
	 * @return {@code true} if it may
	 */
	public boolean transactional() {
		return this.transactional;
	}

	/**
	 * Whether placeholders are replaced in it.
	 * @return {@code false} if the configuration, its own or the general one, says so
	 */
	boolean replacesPlaceholders() {
		return this.script.placeholderReplacement();
	}

	/**
	 * The statements.
	 * @return the statements in order
	 */
	public List<ScriptStatement> statements() {
		List<ScriptStatement> statements = new ArrayList<>();
		try (SqlStatementIterator iterator = this.script.getSqlStatements()) {
			while (iterator.hasNext()) {
				SqlStatement statement = iterator.next();
				statements.add(new ScriptStatement(statement.getSql(), statement.getLineNumber(),
						statement.getDelimiter().endsWith(END_OF_DATA)));
			}
		}
		return statements;
	}

}
