package dev.headway.test;

import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.DowngradeResult;
import dev.headway.migration.HistoryText;
import dev.headway.migration.MigrationService;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.SnapshotScope;

/**
 * An empty schema to migrate, which is dropped or emptied when it is closed.
 */
final class TestSchema implements AutoCloseable {

	private final Flyway flyway;

	private final DataSource clients;

	private final SnapshotScope scope;

	private final MigrationService whole;

	private final MigrationService versionedOnly;

	private final Runnable cleanUp;

	/**
	 * Create an instance.
	 * @param flyway the user's Flyway, configured for this schema
	 * @param engine its engine
	 * @param clients connections for data hooks
	 * @param scope what to compare
	 * @param cleanUp what to do when it is closed
	 */
	TestSchema(Flyway flyway, FlywayEngine engine, DataSource clients, SnapshotScope scope, Runnable cleanUp) {
		this.flyway = flyway;
		this.clients = clients;
		this.scope = scope.withoutHistory(flyway.getConfiguration().getTable());
		this.whole = FlywayMigrationService.of(engine, List.of());
		this.versionedOnly = FlywayMigrationService.of(engine.withoutRepeatables(), List.of());
		this.cleanUp = cleanUp;
	}

	/**
	 * Upgrade to a revision, and run the repeatable migrations if it is the head.
	 */
	void upgradeWithRepeatables(String revision) {
		this.whole.upgrade(revision);
	}

	/**
	 * Upgrade to a revision without repeatable migrations, which a downgrade does not
	 * undo.
	 */
	void upgrade(String revision) {
		this.versionedOnly.upgrade(revision);
	}

	/**
	 * Undo one revision whose descendants are not applied.
	 */
	void undo(String revision, String parent) {
		DowngradeResult result = this.versionedOnly.downgrade(revision + "@" + parent);
		if (!result.undone().equals(List.of(revision))) {
			throw new AssertionFailedError("Only %s should have been undone".formatted(revision), List.of(revision),
					result.undone());
		}
	}

	SchemaSnapshot snapshot() {
		return SchemaSnapshot.of(TestSchemas.dataSource(configuration()), this.scope);
	}

	Configuration configuration() {
		return this.flyway.getConfiguration();
	}

	void withClient(DataHook work) throws Exception {
		try (Connection connection = this.clients.getConnection()) {
			work.run(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
	}

	void validateByFlyway() {
		this.flyway.validate();
		List<String> pending = Stream.of(this.flyway.info().pending()).map(MigrationInfo::getScript).toList();
		if (!pending.isEmpty()) {
			throw new AssertionFailedError(
					"Stock Flyway still reports pending migrations: %s.".formatted(String.join(", ", pending)));
		}
	}

	/**
	 * Run a test, and add the graph to its failure.
	 */
	void explain(Work work) throws Throwable {
		try {
			work.run(this);
		}
		catch (TestAbortedException ex) {
			throw ex;
		}
		catch (Exception | AssertionError ex) {
			throw Failures.withGraph(Failures.messageOf(ex), graph(this.whole), ex);
		}
	}

	/**
	 * The graph as text, empty if the database cannot be reached.
	 */
	static List<String> graph(MigrationService service) {
		try {
			return new HistoryText(service.state()).lines();
		}
		catch (DataAccessException ex) {
			return List.of();
		}
	}

	@Override
	public void close() {
		this.cleanUp.run();
	}

	/**
	 * Code that runs in a schema.
	 */
	interface Work {

		void run(TestSchema schema) throws Throwable;

	}

}
