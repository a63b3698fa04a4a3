package dev.headway.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.RepairResult;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.headway.HeadwayException;
import dev.headway.flyway.history.GraphTable;
import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryReader;
import dev.headway.flyway.history.HistoryRules;
import dev.headway.flyway.history.HistoryWriter;
import dev.headway.flyway.history.NetworkTimeout;
import dev.headway.flyway.history.Replacement;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.flyway.history.Stamp;
import dev.headway.flyway.history.TableName;
import dev.headway.flyway.history.Undo;
import dev.headway.flyway.internals.FlywayConventions;
import dev.headway.flyway.internals.FlywaySession;
import dev.headway.flyway.internals.ParsedScript.Statement;
import dev.headway.flyway.run.FailureResolution;
import dev.headway.flyway.run.UndoScriptRunner;
import dev.headway.revision.Version;
import dev.headway.script.CodeMigration;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;
import dev.headway.script.Script;
import dev.headway.script.ScriptSettings;

/**
 * The engine around one Flyway instance: where its scripts are, what its database
 * contains, and how to apply, undo or record revisions. The instance itself keeps its
 * settings; what an upgrade needs beyond them is set on a copy.
 */
public final class FlywayEngine {

	private static final Log logger = LogFactory.getLog(FlywayEngine.class);

	private final Configuration configuration;

	private final EngineSettings settings;

	private final boolean repeatables;

	private final HistoryReader historyReader;

	private FlywayEngine(Configuration configuration, EngineSettings settings, boolean repeatables) {
		this.configuration = configuration;
		this.settings = settings;
		this.repeatables = repeatables;
		this.historyReader = new HistoryReader(configuration);
	}

	/**
	 * Create an engine.
	 * @param flyway the user's Flyway
	 * @param parentRule the parent of a script without a header
	 * @return the engine, otherwise with defaults
	 */
	public static FlywayEngine of(Flyway flyway, ParentRule parentRule) {
		return of(flyway, EngineSettings.of(parentRule));
	}

	/**
	 * Create an engine.
	 * @param flyway the user's Flyway
	 * @param settings the other settings
	 * @return the engine
	 */
	public static FlywayEngine of(Flyway flyway, EngineSettings settings) {
		return of(flyway.getConfiguration(), settings);
	}

	/**
	 * Create an engine.
	 * @param configuration a complete configuration of Flyway
	 * @param settings the other settings
	 * @return the engine
	 */
	public static FlywayEngine of(Configuration configuration, EngineSettings settings) {
		return new FlywayEngine(configuration, settings, true);
	}

	/**
	 * Return an engine that never runs repeatable migrations.
	 * @return a copy of this engine
	 */
	public FlywayEngine withoutRepeatables() {
		return new FlywayEngine(this.configuration, this.settings, false);
	}

	/**
	 * Return an engine that runs all migrations in an empty schema. It does not invoke
	 * callbacks or run {@code initSql}, which may be about other schemas.
	 * @param dataSource connections to the schema
	 * @param schema the name of the schema
	 * @return a copy of this engine
	 */
	public FlywayEngine in(DataSource dataSource, String schema) {
		FluentConfiguration inSchema = Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.dataSource(dataSource)
			.schemas(schema)
			.defaultSchema(schema)
			.createSchemas(false)
			.initSql(null)
			.callbacks(new Callback[0])
			.skipDefaultCallbacks(true)
			.baselineOnMigrate(false)
			.skipExecutingMigrations(false)
			.target(MigrationVersion.LATEST);
		return new FlywayEngine(inSchema, this.settings, this.repeatables);
	}

	public MigrationScripts scripts() {
		return finder().find();
	}

	public boolean hasScripts() {
		MigrationScripts scripts = scripts();
		return Stream.of(scripts.revisions(), scripts.baselines(), scripts.repeatables())
			.anyMatch((found) -> !found.isEmpty());
	}

	public List<CodeMigration> javaMigrations() {
		return finder().findCode();
	}

	public ScriptSettings scriptSettings() {
		return finder().settings();
	}

	public List<String> locations() {
		return Arrays.stream(this.configuration.getLocations()).map(Object::toString).toList();
	}

	/**
	 * Read the schema history. One connection, no lock, nothing written.
	 * @return the effective history
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	public SchemaHistory history() {
		return execute(this.historyReader::read);
	}

	/**
	 * Read the schema history as {@link #history()} does, but give up if the database
	 * does not answer, for example because the table is locked. If it does not even react
	 * to the end of the query, the connection is closed.
	 * @param seconds how long a query may take, without limit if 0
	 * @return the effective history
	 * @throws QueryTimeoutException if it takes longer
	 * @throws org.springframework.dao.DataAccessException if the database cannot be read
	 */
	public SchemaHistory history(int seconds) {
		long start = System.nanoTime();
		try {
			return execute((connection) -> NetworkTimeout.run(connection, 2 * seconds,
					() -> this.historyReader.read(connection, seconds)));
		}
		catch (DataAccessException ex) {
			if (seconds == 0 || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
				throw ex;
			}
			throw new QueryTimeoutException(
					"The schema history did not answer within %d s. Another session may have locked it."
						.formatted(seconds),
					ex);
		}
	}

	/**
	 * Wait for the database as long as the user's settings ask for
	 * ({@code connectRetries}).
	 * @throws FlywayException if it cannot be reached
	 */
	public void awaitDatabase() {
		if (this.configuration.getConnectRetries() > 0) {
			FlywayConventions.awaitDatabase(this.configuration);
		}
	}

	public HistoryRules rules() {
		return new HistoryRules(this.configuration, this.settings.followsRebase());
	}

	/**
	 * Whether Flyway would do nothing, if all versioned migrations are applied and
	 * unchanged.
	 * @param scripts all scripts
	 * @param history the history of the database
	 * @return {@code true} if it need not be started
	 */
	public boolean isAtRest(MigrationScripts scripts, SchemaHistory history) {
		Optional<String> reason = new UpToDateCheck(this.configuration).reason(scripts, history);
		reason.ifPresent((any) -> logger.debug("Starting Flyway although no revision is pending: " + any));
		return reason.isEmpty();
	}

	/**
	 * Whether callbacks of the user may repair the history before Flyway validates it, so
	 * that it is too early to refuse an upgrade because of what the history contains.
	 * @param scripts all scripts
	 * @return {@code true} if there are any
	 */
	public boolean mayRepair(MigrationScripts scripts) {
		return new UpToDateCheck(this.configuration).mayRepair(scripts);
	}

	/**
	 * Whether upgrades can begin in the middle of a script, which Flyway's own runner
	 * cannot.
	 * @return {@code true} if the settings allow Headway's runner
	 */
	public boolean continuesScripts() {
		return this.settings.runner() != Runner.FLYWAY
				&& new RunnerSelection(this.configuration, this.settings).supportsSettings();
	}

	/**
	 * Apply what is pending.
	 * @param upgrade what to run
	 * @param observer notified of each migration
	 * @throws HistoryMovedException if another build has changed the database
	 * @throws FlywayException if a migration or Flyway itself fails
	 */
	public void migrate(Upgrade upgrade, RevisionObserver observer) {
		Upgrade whole = this.repeatables ? upgrade : upgrade.without(scripts().repeatables());
		try {
			new RunnerSelection(this.configuration, this.settings).run(whole, observer);
		}
		catch (FlywayException ex) {
			throw unwrapped(ex);
		}
	}

	/**
	 * Run undo scripts in the given order. Syntax errors and missing placeholders show
	 * before the first one runs.
	 * @param undos the revisions to undo, children before parents
	 * @param rank the rank of the latest row of the history they were selected from
	 * @param observer notified of each undo script
	 * @throws HistoryMovedException if another process has changed the history; scripts
	 * that have run stay undone
	 * @throws FlywayException if a script or Flyway itself fails
	 */
	public void downgrade(List<Undo> undos, int rank, RevisionObserver observer) {
		ScriptResources resources = new ScriptResources(this.configuration);
		inSession(resources, (session) -> {
			HistoryWriter writer = new HistoryWriter(session, this.configuration, rank);
			new UndoRun(session, writer, observer).run(undos, resources::find);
		});
	}

	/**
	 * Run the rest of an undo script that did not finish.
	 * @param rest the script and what is done
	 * @param rank the rank of the latest row of the history that it was decided from
	 * @param observer notified of the undo script
	 * @throws HistoryMovedException if another process has changed the history, or has
	 * gone on with the script; nothing was run
	 * @throws FlywayException if the script or Flyway itself fails
	 */
	public void finish(UndoScriptRunner.Rest rest, int rank, RevisionObserver observer) {
		ScriptResources resources = new ScriptResources(this.configuration);
		Script script = Objects.requireNonNull(rest.undo().script());
		inSession(resources,
				(session) -> new UndoRun(session, new HistoryWriter(session, this.configuration, rank), observer)
					.finish(rest, resources.find(script)));
	}

	/**
	 * Record revisions as applied or no longer applied, all at once, without running any.
	 * Creates the history table if there is none. What is only replaced may be recorded
	 * while a script is unfinished, which the next upgrade still finds.
	 * @param revoked the revisions to record as no longer applied, children before
	 * parents
	 * @param replaced what to record as what it is now
	 * @param recorded the revisions to record as applied, parents before children
	 * @param history the history they were selected from
	 * @throws HistoryMovedException if another process has changed the history; nothing
	 * was recorded
	 * @throws FlywayException if Flyway fails
	 */
	public void stamp(List<Undo> revoked, List<Replacement> replaced, List<Stamp> recorded, SchemaHistory history) {
		inSession(new ScriptResources(this.configuration), (session) -> {
			session.createHistory();
			HistoryWriter writer = new HistoryWriter(session, this.configuration, history.rank());
			session.lock(() -> {
				if (revoked.isEmpty() && recorded.isEmpty()) {
					writer.requireSameRows();
				}
				else {
					writer.requireUnmoved();
				}
				session.atomically(() -> {
					revoked.forEach((undo) -> writer.addDeletion(undo, 0));
					writer.replace(replaced, history.parents());
					recorded.forEach(writer::add);
				});
			});
		});
	}

	/**
	 * Record what became of a migration that failed.
	 * @param resolution what to record
	 * @param history the history that it was decided from
	 * @throws HistoryMovedException if another process has changed the history; nothing
	 * was recorded
	 * @throws FlywayException if Flyway fails
	 */
	public void resolve(FailureResolution resolution, SchemaHistory history) {
		inSession(new ScriptResources(this.configuration), (session) -> resolution.record(session,
				new HistoryWriter(session, this.configuration, history.rank())));
	}

	/**
	 * Parse a script as the database of the migrations does.
	 * @param script the script
	 * @param reader receives its statements, and a connection that sees the schema of the
	 * migrations
	 */
	public void parse(Script script, BiConsumer<List<Statement>, Connection> reader) {
		ScriptResources resources = new ScriptResources(this.configuration);
		inSession(resources, (session) -> reader.accept(session.parse(resources.find(script)).statements(),
				session.schemaConnection()));
	}

	/**
	 * Do what Flyway's {@code repair} does: remove failed rows, align checksums with the
	 * scripts, and mark what has no script as deleted.
	 * @return what was done
	 * @throws FlywayException if Flyway fails
	 */
	public RepairResult repair() {
		ScriptResources resources = new ScriptResources(this.configuration);
		return FlywayConventions
			.load(Flyway.configure(this.configuration.getClassLoader())
				.configuration(this.configuration)
				.resourceProvider(resources.visible()))
			.repair();
	}

	/**
	 * Write the SQL of an upgrade or a downgrade. Changes nothing, and connects to the
	 * database only if the preview starts from what is applied there.
	 * @param preview what to write
	 * @return the SQL
	 * @throws HeadwayException if it cannot be written as SQL
	 */
	public String write(Preview preview) {
		return new PreviewRun(this.configuration).write(preview);
	}

	private ScriptFinder finder() {
		return new ScriptFinder(this.configuration, this.settings);
	}

	private void inSession(ScriptResources resources, Consumer<FlywaySession> work) {
		FluentConfiguration derived = Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.resourceProvider(resources.visible())
			.javaMigrationClassProvider(Set::of);
		try {
			FlywaySession.open(derived, work);
		}
		catch (FlywayException ex) {
			throw unwrapped(ex);
		}
	}

	private static RuntimeException unwrapped(FlywayException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof HistoryMovedException moved) {
				return moved;
			}
		}
		return failure;
	}

	/**
	 * Whether the parents of applied revisions can be read, so that it is known which are
	 * missing.
	 * @return {@code false} if the user must not read them
	 */
	public boolean readsParents() {
		return !this.historyReader.isDenied();
	}

	/**
	 * Store the parents of applied revisions that have none stored yet, unless nothing
	 * can be written.
	 * @param parents the parents by version
	 * @throws org.springframework.dao.DataAccessException if they cannot be stored
	 */
	public void storeParents(Map<Version, List<Version>> parents) {
		DataSource dataSource = dataSource();
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		transaction.executeWithoutResult((status) -> execute((connection) -> {
			GraphTable table = GraphTable.ensure(connection, TableName.history(this.configuration, connection));
			if (table != null) {
				parents.forEach((version, stored) -> table.put(connection, version, stored));
			}
			return true;
		}));
	}

	private <T> T execute(ConnectionCallback<T> work) {
		JdbcTemplate template = new JdbcTemplate(dataSource());
		return Objects.requireNonNull(template.execute((Connection connection) -> {
			initialize(connection);
			return work.doInConnection(connection);
		}));
	}

	/**
	 * The name of the history table, without its schema.
	 * @return the name
	 */
	public String historyTable() {
		return this.configuration.getTable();
	}

	/**
	 * The schema in which migrations run.
	 * @return its name, {@code null} if the connection has none
	 */
	public @Nullable String schema() {
		return execute((connection) -> Optional.ofNullable(TableName.history(this.configuration, connection).schema()))
			.orElse(null);
	}

	/**
	 * Flyway runs its {@code initSql} on every connection; it may set a role or a schema.
	 */
	private void initialize(Connection connection) throws SQLException {
		String initSql = this.configuration.getInitSql();
		if (initSql != null && !initSql.isBlank()) {
			try (var statement = connection.createStatement()) {
				statement.execute(initSql);
			}
		}
	}

	/**
	 * The database of the migrations.
	 * @return the user's {@code DataSource}, or one that Flyway has created
	 * @throws HeadwayException if there is none
	 */
	public DataSource dataSource() {
		DataSource dataSource = this.configuration.getDataSource();
		if (dataSource == null) {
			throw new HeadwayException("Flyway has no DataSource: set spring.datasource.url or spring.flyway.url.");
		}
		return dataSource;
	}

}
