package dev.headway.flyway.internals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.jdbc.ExecutionTemplateFactory;
import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * Runs single migrations as Flyway does. A script is parsed just before it runs.
 *
 * @param session the session to run in
 * @param resources the scripts by their paths
 * @param result the run so far, which failures report
 */
record MigrationExecution(FlywaySession session, Map<String, LoadableResource> resources, MigrateResult result) {

	/**
	 * Run a migration.
	 * @param first the number of the statement to begin at, from one
	 */
	void run(PendingMigration migration, int first, boolean outOfOrder, ExecutionListener listener) {
		ParsedScript script = parse(migration);
		boolean transactional = (script != null) ? script.transactional()
				: migration.executor().canExecuteInTransaction();
		boolean rollsBack = transactional && this.session.database().supportsDdlTransactions();
		Execution execution = (script != null)
				? () -> this.session.execute(script.from(first, listener), connection(), false)
				: () -> execute(migration);
		Runnable all = () -> {
			listener.started(script, rollsBack);
			runWithEvents(migration, outOfOrder, transactional, execution);
			listener.succeeded();
		};
		try {
			if (transactional) {
				ExecutionTemplateFactory.createExecutionTemplate(connection(), this.session.database()).execute(() -> {
					all.run();
					return true;
				});
			}
			else {
				all.run();
			}
		}
		catch (FlywayMigrateException ex) {
			listener.failed(ex, rollsBack);
			throw ex;
		}
	}

	/**
	 * Parse the script of a migration.
	 * @return the script, or {@code null} if the migration is written in Java
	 */
	@Nullable ParsedScript parse(PendingMigration migration) {
		return migration.isScript() ? this.session.parse(resource(migration)) : null;
	}

	/**
	 * Run a migration in Java. If a class is missing, it is rolled back where Flyway
	 * would commit it, but leaves no failed row either.
	 */
	private void execute(PendingMigration migration) throws SQLException {
		try {
			migration.executor().execute(context());
		}
		catch (LinkageError ex) {
			throw new HeadwayException("The Java migration " + migration.info().getScript() + " cannot be run (" + ex
					+ "). Add what is missing to the class path.", ex);
		}
	}

	private LoadableResource resource(PendingMigration migration) {
		LoadableResource resource = this.resources.get(migration.info().getScript());
		if (resource == null) {
			throw new FlywayException(
					"The script " + migration.info().getScript() + " was removed. Restore it and start again.");
		}
		return resource;
	}

	private void runWithEvents(PendingMigration migration, boolean outOfOrder, boolean transactional,
			Execution execution) {
		this.session.callbacks().setMigrationInfo(migration.info());
		try {
			this.session.callbacks().onEachMigrateOrUndoEvent(Event.BEFORE_EACH_MIGRATE);
			try {
				execution.run();
			}
			catch (FlywayException ex) {
				this.session.callbacks().onEachMigrateOrUndoEvent(Event.AFTER_EACH_MIGRATE_ERROR);
				throw new FlywayMigrateException(migration.info(), outOfOrder, ex, transactional, this.result);
			}
			catch (SQLException ex) {
				this.session.callbacks().onEachMigrateOrUndoEvent(Event.AFTER_EACH_MIGRATE_ERROR);
				throw new FlywayMigrateException(migration.info(), outOfOrder, ex, transactional, this.result);
			}
			this.session.callbacks().onEachMigrateOrUndoEvent(Event.AFTER_EACH_MIGRATE);
		}
		finally {
			this.session.callbacks().setMigrationInfo(null);
		}
	}

	private Context context() {
		return new Context() {

			@Override
			public Configuration getConfiguration() {
				return MigrationExecution.this.session.configuration();
			}

			@Override
			public Connection getConnection() {
				return connection();
			}

		};
	}

	private Connection connection() {
		return this.session.database().getMigrationConnection().getJdbcConnection();
	}

	/**
	 * What one migration does.
	 */
	private interface Execution {

		void run() throws SQLException;

	}

}
