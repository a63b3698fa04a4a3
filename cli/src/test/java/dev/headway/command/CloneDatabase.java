package dev.headway.command;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.flywaydb.core.Flyway;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database of an application whose migrations are those that a {@link GitClone} has
 * checked out. Each script adds a row to the table {@code log}.
 */
final class CloneDatabase implements AutoCloseable {

	private final GitClone clone;

	private final Flyway flyway;

	private final FlywayEngine engine;

	CloneDatabase(GitClone clone) {
		this.clone = clone;
		this.flyway = Flyway.configure()
			.dataSource("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "sa", "")
			.locations(clone.migrations().location())
			.load();
		this.engine = FlywayEngine.of(this.flyway, ParentRule.AUTO);
	}

	private MigrationService service() {
		return FlywayMigrationService.of(this.engine, List.of());
	}

	/**
	 * Apply what is checked out.
	 */
	CloneDatabase upgrade() {
		service().upgrade();
		return this;
	}

	/**
	 * Let Flyway itself apply what is checked out.
	 */
	CloneDatabase migrate() {
		this.flyway.migrate();
		return this;
	}

	MigrationState state() {
		return service().state();
	}

	/**
	 * Run a command of the application.
	 */
	TestCommands.Result db(String... arguments) {
		return new TestCommands(this.clone.migrations().path())
			.in((context) -> context.with(this.engine::scripts, List.of(), this::service))
			.run(arguments);
	}

	/**
	 * Run the commands that are printed for this database, as they are printed.
	 * @return the commands
	 */
	List<String> follow() {
		List<String> commands = GitClone.commands(state().problems().toString());
		for (String command : commands) {
			TestCommands.Result result = db(command.substring("db ".length()).split(" ", -1));
			assertThat(result.code()).as("%s: %s", commands, result.text()).isZero();
		}
		return commands;
	}

	/**
	 * Assert that an upgrade brings it to the head, that each script has run once, and
	 * that Flyway accepts the result.
	 */
	void assertUpgrades(String... log) {
		assertThat(state().status()).as("%s", state().problems())
			.isIn(MigrationStatus.PENDING, MigrationStatus.UP_TO_DATE);
		upgrade();
		assertThat(state().status()).as("%s", state().problems()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(log()).containsExactlyInAnyOrder(log);
		this.flyway.validate();
		assertThat(this.flyway.migrate().migrationsExecuted).isZero();
	}

	private List<String> log() {
		try (Connection connection = connection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select name from log")) {
			List<String> names = new ArrayList<>();
			while (rows.next()) {
				names.add(rows.getString(1));
			}
			return names;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Connection connection() throws SQLException {
		return this.flyway.getConfiguration().getDataSource().getConnection();
	}

	@Override
	public void close() {
		try (Connection connection = connection(); Statement statement = connection.createStatement()) {
			statement.execute("shutdown");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
