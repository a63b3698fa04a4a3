package dev.headway.flyway.internals;

import java.sql.SQLException;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.SqlStatement;

/**
 * A statement of an {@link ObservedScript}. Flyway does not execute those that it puts
 * into a batch one by one.
 *
 * @param statement Flyway's statement
 * @param parsed the same for the listener
 * @param listener the listener
 */
record ObservedStatement(SqlStatement statement, ParsedScript.Statement parsed,
		ExecutionListener listener) implements SqlStatement {

	@Override
	public int getLineNumber() {
		return this.statement.getLineNumber();
	}

	@Override
	public String getSql() {
		return this.statement.getSql();
	}

	@Override
	public String getDelimiter() {
		return this.statement.getDelimiter();
	}

	@Override
	public boolean canExecuteInTransaction() {
		return this.statement.canExecuteInTransaction();
	}

	@Override
	public boolean isBatchable() {
		return this.statement.isBatchable();
	}

	@Override
	public Results execute(JdbcTemplate template, SqlScriptExecutor executor, Configuration configuration) {
		this.listener.executing(this.parsed);
		while (true) {
			Results results = this.statement.execute(template, executor, configuration);
			SQLException failure = results.getException();
			if (failure == null || !this.listener.repeats(this.parsed, failure)) {
				return results;
			}
		}
	}

}
