package dev.headway.flyway.internals;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.MigrationType;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.flywaydb.core.internal.command.DbSchemas;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.jdbc.ExecutionTemplateFactory;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Flyway's own connections, lock, parser, callbacks and history table, for work that its
 * community edition has no command for. The same on Flyway 11.14, 12 and 13.
 */
public final class FlywaySession implements ScriptParser, ScriptConnections {

	private final Configuration configuration;

	private final MigrationResolver.Context context;

	private final SchemaHistory history;

	private final Database<?> database;

	private final Schema<?, ?> schema;

	private final Schema<?, ?>[] schemas;

	private final CallbackExecutor<Event> callbacks;

	private final MariadbConnectionState state = new MariadbConnectionState();

	private boolean scriptsConnected;

	FlywaySession(Configuration configuration, MigrationResolver.Context context, SchemaHistory history,
			Database<?> database, Schema<?, ?> schema, Schema<?, ?>[] schemas, CallbackExecutor<Event> callbacks) {
		this.configuration = configuration;
		this.context = context;
		this.history = history;
		this.database = database;
		this.schema = schema;
		this.schemas = schemas;
		this.callbacks = callbacks;
	}

	/**
	 * Open a session for some work, and close it.
	 * @param configuration a copy of the settings, with a resource provider and a class
	 * provider, so that nothing is scanned; the session changes its resolvers
	 * @param work what to do
	 * @throws org.flywaydb.core.api.FlywayException if Flyway fails
	 */
	public static void open(FluentConfiguration configuration, Consumer<FlywaySession> work) {
		ScriptContext context = new ScriptContext();
		configuration.skipDefaultResolvers(true).resolvers(context);
		new FlywayExecutor(configuration)
			.execute((resolver, history, database, schema, schemas, callbacks, interceptor) -> {
				resolver.resolveMigrations(configuration);
				work.accept(new FlywaySession(configuration, context.require(), history, database, schema, schemas,
						callbacks));
				return true;
			}, true, null);
	}

	Configuration configuration() {
		return this.configuration;
	}

	SchemaHistory history() {
		return this.history;
	}

	Database<?> database() {
		return this.database;
	}

	Schema<?, ?> schema() {
		return this.schema;
	}

	Schema<?, ?>[] schemas() {
		return this.schemas;
	}

	CallbackExecutor<Event> callbacks() {
		return this.callbacks;
	}

	@Override
	public String databaseType() {
		return this.database.getDatabaseType().getName();
	}

	@Override
	public ParsedScript parse(LoadableResource resource) {
		return new ParsedScript(this.context.sqlScriptFactory.createSqlScript(new ParserResource(resource),
				this.configuration.isMixed(), this.context.resourceProvider));
	}

	/**
	 * Whether a failure undoes everything that a script has done.
	 * @param script the script
	 * @return {@code true} if the database rolls back DDL and the script is transactional
	 */
	public boolean rollsBack(ParsedScript script) {
		return script.transactional() && this.database.supportsDdlTransactions();
	}

	/**
	 * Let Flyway's lock keep no transaction open where the database offers a choice
	 * (PostgreSQL): a script that runs outside of transactions may wait for all others to
	 * end.
	 */
	public void lockWithoutTransaction() {
		if (isPostgresql()) {
			PostgresqlLock.withoutTransaction(this.configuration);
		}
	}

	/**
	 * Run some work under Flyway's lock.
	 * @param work what to do
	 * @throws org.flywaydb.core.api.FlywayException if another process has the lock for
	 * longer than {@code lockRetryCount} seconds, or the work throws it
	 */
	public void lock(Runnable work) {
		lock(callable(work));
	}

	boolean lock(Callable<Boolean> work) {
		return isPostgresql() ? PostgresqlLock.run(this.configuration, this.history, connection(), work)
				: this.history.lock(work);
	}

	boolean isPostgresql() {
		return "PostgreSQL".equals(databaseType());
	}

	/**
	 * Fire {@code afterConnect} for the connection of the scripts, as Flyway does since
	 * version 13. It keeps what the callbacks set there, such as a role.
	 */
	void connectScripts() {
		if (this.scriptsConnected) {
			return;
		}
		this.scriptsConnected = true;
		Method event = ReflectionUtils.findMethod(CallbackExecutor.class, "onMigrationConnectionEvent",
				(Class<?>[]) null);
		if (event != null) {
			ReflectionUtils.invokeMethod(event, this.callbacks, Event.AFTER_CONNECT);
		}
	}

	public void atomically(Runnable work) {
		ExecutionTemplateFactory.createExecutionTemplate(connection(), this.database).execute(callable(work));
	}

	public void runWithHistory(ParsedScript script) {
		run(script, this.database.getMainConnection());
	}

	/**
	 * Run a script that a failure does not roll back on the connection that Flyway runs
	 * migrations on, in its own transaction if it is transactional.
	 * @param script the script
	 * @param first the number of the statement to begin at, from one
	 * @param listener records how far it gets
	 * @throws FlywayException if it fails
	 */
	public void run(ParsedScript script, int first, ExecutionListener listener) {
		connectScripts();
		Runnable all = () -> {
			prepare(this.database.getMigrationConnection());
			listener.started(script, false);
			execute(script.from(first, listener), scriptConnection(), true);
			listener.succeeded();
		};
		try {
			if (script.transactional()) {
				ExecutionTemplateFactory.createExecutionTemplate(scriptConnection(), this.database)
					.execute(callable(all));
			}
			else {
				all.run();
			}
		}
		catch (FlywayException ex) {
			listener.failed(ex, false);
			throw ex;
		}
	}

	private void run(ParsedScript script, org.flywaydb.core.internal.database.base.Connection<?> connection) {
		prepare(connection);
		execute(script.script(), connection.getJdbcConnection(), true);
	}

	/**
	 * Reset what the last script may have set on a connection.
	 */
	void prepare(org.flywaydb.core.internal.database.base.Connection<?> connection) {
		if ("MariaDB".equals(databaseType())) {
			this.state.restore(connection.getJdbcConnection(), () -> reset(connection));
		}
		else {
			reset(connection);
		}
	}

	private void reset(org.flywaydb.core.internal.database.base.Connection<?> connection) {
		connection.restoreOriginalState();
		connection.changeCurrentSchemaTo(this.schema);
	}

	void execute(SqlScript script, Connection connection, boolean undo) {
		this.context.sqlScriptExecutorFactory
			.createSqlScriptExecutor(connection, undo, !undo && this.configuration.isBatch(),
					this.configuration.isOutputQueryResults())
			.execute(script, this.configuration);
	}

	/**
	 * The connection that holds the lock and writes the history.
	 * @return the connection, which stays Flyway's
	 */
	public Connection connection() {
		return this.database.getMainConnection().getJdbcConnection();
	}

	@Override
	public Connection lockConnection() {
		return connection();
	}

	@Override
	public Connection scriptConnection() {
		return this.database.getMigrationConnection().getJdbcConnection();
	}

	/**
	 * The connection that scripts run on, in the schema of the migrations.
	 * @return the connection, which stays Flyway's
	 */
	public Connection schemaConnection() {
		var connection = this.database.getMigrationConnection();
		prepare(connection);
		return connection.getJdbcConnection();
	}

	/**
	 * Whether Flyway would record a baseline or refuse to migrate.
	 * @return {@code true} if the schemas are not empty and have no history
	 */
	public boolean lacksBaseline() {
		return !this.history.exists()
				&& Arrays.stream(this.schemas).anyMatch((schema) -> schema.exists() && !schema.empty());
	}

	public void createHistory() {
		if (this.history.exists()) {
			return;
		}
		if (this.configuration.isCreateSchemas()) {
			new DbSchemas(this.database, this.schemas, this.history, this.callbacks).create(false);
		}
		this.history.create(false);
	}

	public String installedBy() {
		return this.database.getInstalledBy();
	}

	public void add(String version, String description, MigrationType type, String script, @Nullable Integer checksum,
			int executionTimeMillis, boolean success) {
		this.history.addAppliedMigration(MigrationVersion.fromVersion(version), description, type, script, checksum,
				executionTimeMillis, success);
	}

	public void fire(Event event) {
		this.callbacks.onMigrateOrUndoEvent(event);
	}

	public void fireEach(Event event, MigrationInfo revision) {
		this.callbacks.setMigrationInfo(revision);
		try {
			this.callbacks.onEachMigrateOrUndoEvent(event);
		}
		finally {
			this.callbacks.setMigrationInfo(null);
		}
	}

	private static Callable<Boolean> callable(Runnable work) {
		return () -> {
			work.run();
			return true;
		};
	}

}
