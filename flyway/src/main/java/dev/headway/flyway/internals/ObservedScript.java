package dev.headway.flyway.internals;

import java.util.Collection;

import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/**
 * A script of Flyway's, without the statements that have run already, and with a listener
 * that is called before each of the others.
 *
 * @param script the script
 * @param first the number of the statement to begin at, from one
 * @param listener the listener
 */
record ObservedScript(SqlScript script, int first, ExecutionListener listener) implements SqlScript {

	@Override
	public SqlStatementIterator getSqlStatements() {
		ObservedStatements statements = new ObservedStatements(this.script.getSqlStatements());
		for (int number = 1; number < this.first && statements.hasNext(); number++) {
			statements.next();
		}
		return statements;
	}

	@Override
	public int getSqlStatementCount() {
		return this.script.getSqlStatementCount();
	}

	@Override
	public Collection<SqlScript> getReferencedSqlScripts() {
		return this.script.getReferencedSqlScripts();
	}

	@Override
	public LoadableResource getResource() {
		return this.script.getResource();
	}

	@Override
	public boolean executeInTransaction() {
		return this.script.executeInTransaction();
	}

	@Override
	public boolean shouldExecute() {
		return this.script.shouldExecute();
	}

	@Override
	public String shouldExecuteExpression() {
		return this.script.shouldExecuteExpression();
	}

	@Override
	public boolean placeholderReplacement() {
		return this.script.placeholderReplacement();
	}

	@Override
	public void validate() {
		this.script.validate();
	}

	@Override
	public boolean includeReferencedScriptsInChecksum() {
		return this.script.includeReferencedScriptsInChecksum();
	}

	@Override
	public int compareTo(SqlScript other) {
		return this.script.compareTo(other);
	}

	/**
	 * The statements of the script, numbered.
	 */
	private final class ObservedStatements implements SqlStatementIterator {

		private final SqlStatementIterator statements;

		private int number;

		ObservedStatements(SqlStatementIterator statements) {
			this.statements = statements;
		}

		@Override
		public boolean hasNext() {
			return this.statements.hasNext();
		}

		/**
		 * Flyway ends at the first {@code null}.
		 */
		@Override
		public @Nullable SqlStatement next() {
			SqlStatement statement = this.statements.next();
			if (statement == null) {
				return null;
			}
			ParsedScript.Statement parsed = ParsedScript.statement(statement, ++this.number);
			ObservedScript.this.listener.reading(parsed);
			return new ObservedStatement(statement, parsed, ObservedScript.this.listener);
		}

		@Override
		public void close() {
			this.statements.close();
		}

	}

}
