package dev.headway.flyway.internals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.CommandResultFactory;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.callback.NoopCallbackExecutor;
import org.flywaydb.core.internal.command.DbInfo;
import org.flywaydb.core.internal.command.DbSchemas;
import org.flywaydb.core.internal.command.DbValidate;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.util.ValidatePatternUtils;
import org.jspecify.annotations.Nullable;

/**
 * The parts of Flyway's {@code migrate} command without the loop around them: validation,
 * schemas, the list of pending migrations, events, and how one migration is run. The same
 * on Flyway 11.14, 12 and 13.
 */
public final class UpgradeSession implements ScriptConnections {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String DEADLOCK = "40P01";

	private final FlywaySession session;

	private final CompositeMigrationResolver resolver;

	private final MigrateResult result;

	private final MigrationExecution execution;

	private UpgradeSession(FlywaySession session, CompositeMigrationResolver resolver,
			Map<String, LoadableResource> resources) {
		this.session = session;
		this.resolver = resolver;
		this.result = CommandResultFactory.createMigrateResult(session.database().getCatalog(), session.databaseType(),
				session.configuration());
		this.execution = new MigrationExecution(session, resources, this.result);
	}

	/**
	 * Open a session for some work, and close it.
	 * @param configuration a copy of the settings, with a resource provider and a class
	 * provider, so that nothing is scanned; the session adds a resolver
	 * @param work what to do
	 * @return what the work returned
	 * @throws FlywayException if Flyway fails
	 */
	public static boolean open(FluentConfiguration configuration, Predicate<UpgradeSession> work) {
		ScriptContext context = new ScriptContext();
		configuration.resolvers(Stream.concat(Arrays.stream(configuration.getResolvers()), Stream.of(context))
			.toArray(MigrationResolver[]::new));
		return new FlywayExecutor(configuration)
			.execute((resolver, history, database, schema, schemas, callbacks, interceptor) -> {
				resolver.resolveMigrations(configuration);
				FlywaySession session = new FlywaySession(configuration, context.require(), history, database, schema,
						schemas, callbacks);
				return work.test(new UpgradeSession(session, resolver, resources(configuration)));
			}, true, null);
	}

	private static Map<String, LoadableResource> resources(Configuration configuration) {
		Map<String, LoadableResource> resources = new HashMap<>();
		configuration.getResourceProvider()
			.getResources("", configuration.getSqlMigrationSuffixes())
			.forEach((resource) -> resources.putIfAbsent(resource.getRelativePath(), resource));
		return resources;
	}

	@Override
	public String databaseType() {
		return this.session.databaseType();
	}

	public boolean lacksBaseline() {
		return this.session.lacksBaseline();
	}

	/**
	 * Validate what is applied, if the settings ask for it.
	 * @throws FlywayValidateException if something has changed
	 */
	public void validate() {
		Configuration configuration = this.session.configuration();
		if (!configuration.isValidateOnMigrate()) {
			return;
		}
		ValidatePattern[] patterns = Stream
			.concat(Arrays.stream(configuration.getIgnoreMigrationPatterns()),
					Stream.of(ValidatePattern.fromPattern("*:pending")))
			.toArray(ValidatePattern[]::new);
		ValidateResult validation = new DbValidate(this.session.database(), this.session.history(),
				this.session.schema(), this.resolver, configuration, this.session.callbacks(), patterns)
			.validate();
		if (!validation.validationSuccessful) {
			throw new FlywayValidateException(validation.errorDetails, validation.getAllErrorMessages());
		}
	}

	public void createHistory() {
		if (this.session.configuration().isCreateSchemas()) {
			new DbSchemas(this.session.database(), this.session.schemas(), this.session.history(),
					this.session.callbacks())
				.create(false);
		}
		if (!this.session.history().exists()) {
			this.session.history().create(false);
		}
	}

	/**
	 * Ask Flyway what is pending now. Costs as much as {@code info()}.
	 * @return the migrations in the order in which Flyway runs them
	 * @throws FlywayException if the history has a failed row
	 */
	public List<PendingMigration> pending() {
		MigrationInfoServiceImpl service = (MigrationInfoServiceImpl) new DbInfo(this.resolver, this.session.history(),
				this.session.configuration(), this.session.database(), NoopCallbackExecutor.INSTANCE,
				this.session.schemas())
			.info();
		refuseFailed(service.failed());
		if (this.result.initialSchemaVersion == null) {
			MigrationInfo current = service.current();
			this.result.initialSchemaVersion = (current != null && current.getVersion() != null)
					? current.getVersion().getVersion() : null;
		}
		List<PendingMigration> pending = new ArrayList<>();
		for (MigrationInfoImpl info : service.pending()) {
			this.result.putPendingMigration(info);
			pending.add(new PendingMigration(info));
		}
		return pending;
	}

	private void refuseFailed(MigrationInfoImpl[] failed) {
		boolean ignored = failed.length == 1 && failed[0].getState() == MigrationState.FUTURE_FAILED
				&& ValidatePatternUtils.isFutureIgnored(this.session.configuration().getIgnoreMigrationPatterns());
		if (failed.length > 0 && !ignored) {
			throw new FlywayMigrateException(failed[0],
					"Another process left a failed migration: " + failed[0].getScript() + ".",
					failed[0].canExecuteInTransaction(), this.result);
		}
	}

	public boolean lock(BooleanSupplier work) {
		return this.session.lock(work::getAsBoolean);
	}

	/**
	 * Release the snapshot of the lock's transaction, so that a statement that waits for
	 * older transactions ({@code CREATE INDEX CONCURRENTLY}) does not wait for it. The
	 * result of the last query keeps the snapshot until another statement runs. This is
	 * done in SQL, since a driver does not accept a savepoint that a proxy has wrapped.
	 */
	public void releaseSnapshot() {
		Connection connection = this.session.connection();
		try {
			if (!connection.getAutoCommit()) {
				try (Statement statement = connection.createStatement()) {
					statement.execute("SAVEPOINT headway");
					statement.execute("RELEASE SAVEPOINT headway");
				}
			}
		}
		catch (SQLException ex) {
			throw new FlywayException("The connection that holds Flyway's lock is broken: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Whether nobody has set how long statements wait for locks: neither the role, the
	 * URL, {@code initSql} nor the server.
	 * @return {@code true} if it is PostgreSQL and the value is its own
	 */
	public boolean hasOwnLockTimeout() {
		if (!this.session.isPostgresql()) {
			return false;
		}
		try (Statement statement = scriptConnection().createStatement();
				ResultSet row = statement.executeQuery("SELECT source FROM pg_settings WHERE name = 'lock_timeout'")) {
			return row.next() && row.getString(1).equals("default");
		}
		catch (SQLException ex) {
			throw new FlywayException("The lock timeout cannot be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public Connection lockConnection() {
		return this.session.connection();
	}

	@Override
	public Connection scriptConnection() {
		return this.session.database().getMigrationConnection().getJdbcConnection();
	}

	/**
	 * Connect for the scripts, with the callbacks that Flyway has for that.
	 */
	public void connectScripts() {
		this.session.connectScripts();
	}

	/**
	 * Reset what the last migration may have set on its connection.
	 */
	public void resetScriptConnection() {
		this.session.prepare(this.session.database().getMigrationConnection());
	}

	public String installedBy() {
		return this.session.installedBy();
	}

	/**
	 * Parse the script of a migration.
	 * @param migration the migration
	 * @return the script, or {@code null} if it is written in Java
	 */
	public @Nullable ParsedScript parse(PendingMigration migration) {
		return this.execution.parse(migration);
	}

	/**
	 * Run a migration, with all its events, in a transaction if it may run in one.
	 * @param migration the migration
	 * @param first the number of the statement to begin at, from one
	 * @param outOfOrder whether its version is below the current one
	 * @param listener records what became of it
	 * @throws FlywayException if it fails
	 */
	public void run(PendingMigration migration, int first, boolean outOfOrder, ExecutionListener listener) {
		this.execution.run(migration, first, outOfOrder, listener);
	}

	/**
	 * Limit how long statements of the transaction that runs a script wait for locks, on
	 * PostgreSQL.
	 * @param timeout how long each waits
	 * @throws FlywayException if it cannot be limited
	 */
	public void limitLocks(Duration timeout) {
		try (Statement statement = scriptConnection().createStatement()) {
			statement.execute("SET LOCAL lock_timeout = " + timeout.toMillis());
		}
		catch (SQLException ex) {
			throw new FlywayException("The lock timeout cannot be set: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Whether a migration that waited for a lock in vain, or was part of a deadlock, did
	 * nothing, so that it can be tried again.
	 * @param migration the migration
	 * @param failure why it failed
	 * @return {@code true} if it is a script in a transaction of PostgreSQL
	 */
	public boolean mayTryAgain(PendingMigration migration, Throwable failure) {
		return migration.isScript() && failure instanceof FlywayMigrateException failed
				&& failed.isExecutableInTransaction() && waitedInVain(failure);
	}

	private static boolean waitedInVain(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql
					&& (LOCK_NOT_AVAILABLE.equals(sql.getSQLState()) || DEADLOCK.equals(sql.getSQLState()))) {
				return true;
			}
		}
		return false;
	}

	public void applied(PendingMigration migration, int executionTimeMillis) {
		this.result.migrations
			.add(CommandResultFactory.createMigrateOutput(migration.info(), executionTimeMillis, null));
		this.result.putSuccessfulMigration(migration.info(), executionTimeMillis);
		this.result.migrationsExecuted++;
		if (migration.version() != null) {
			this.result.targetSchemaVersion = migration.version().text();
		}
	}

	public void fire(Event event) {
		this.session.fire(event);
	}

	public void fireFinished() {
		this.session.callbacks().onOperationFinishEvent(Event.AFTER_MIGRATE_OPERATION_FINISH, this.result);
	}

}
