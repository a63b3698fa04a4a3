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
	 * @param atFirst what to do first in the transaction of a script that has one
	 */
	void run(PendingMigration migration, boolean outOfOrder, Runnable atFirst, Runnable record, Runnable failed) {
		ParsedScript script = migration.isScript() ? this.session.parse(resource(migration)) : null;
		boolean transactional = (script != null) ? script.transactional()
				: migration.executor().canExecuteInTransaction();
		Execution execution = (script != null) ? () -> this.session.execute(script, connection(), false)
				: () -> execute(migration);
		Runnable all = () -> {
			if (transactional && script != null) {
				atFirst.run();
			}
			runWithEvents(migration, outOfOrder, transactional, execution);
			record.run();
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
			if (!transactional || !this.session.database().supportsDdlTransactions()) {
				failed.run();
			}
			throw ex;
		}
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
