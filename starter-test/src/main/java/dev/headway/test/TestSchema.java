package dev.headway.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
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
import dev.headway.script.ParentRule;

/**
 * An empty database to migrate, which is gone or empty again when closed.
 */
final class TestSchema implements AutoCloseable {

	private final Flyway flyway;

	private final DataSource clients;

	private final SnapshotScope scope;

	private final MigrationService whole;

	private final MigrationService versionedOnly;

	private final Runnable cleanUp;

	/**
	 * Create a workspace.
	 * @param flyway the user's Flyway, made to work here
	 * @param parentRule what a script without a header revises
	 * @param clients has connections for data hooks
	 * @param scope what to compare
	 * @param cleanUp leaves nothing behind
	 */
	TestSchema(Flyway flyway, ParentRule parentRule, DataSource clients, SnapshotScope scope, Runnable cleanUp) {
		FlywayEngine engine = FlywayEngine.of(flyway, parentRule);
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
	 * Upgrade to a revision. Repeatable migrations, which a downgrade leaves alone, are
	 * left out.
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
		return SchemaSnapshot.of(TestSchemas.dataSource(this.flyway.getConfiguration()), this.scope);
	}

	void withClient(DataHook work) throws Exception {
		try (Connection connection = this.clients.getConnection()) {
			work.run(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			commit(connection);
		}
	}

	private static void commit(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	/**
	 * What stock Flyway would still run; fails if it does not accept what was run.
	 */
	List<String> validateByFlyway() {
		this.flyway.validate();
		return List.of(this.flyway.info().pending()).stream().map(MigrationInfo::getScript).toList();
	}

	/**
	 * Do something, and show the graph if it fails.
	 */
	void explain(Work work) throws Throwable {
		try {
			work.run(this);
		}
		catch (TestAbortedException ex) {
			throw ex;
		}
		catch (Exception | AssertionError ex) {
			throw Failures.withGraph(ex, graph(this.whole));
		}
	}

	/**
	 * The graph as text, or nothing if the database does not answer.
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
	 * What is done in a workspace.
	 */
	interface Work {

		void run(TestSchema workspace) throws Throwable;

	}

}
