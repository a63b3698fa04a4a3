package dev.headway.flyway.internals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FlywaySession}.
 */
class FlywaySessionTests extends AbstractDatabaseTests {

	private final List<Event> events = new ArrayList<>();

	private void inSession(Consumer<FlywaySession> work) {
		FluentConfiguration configuration = Flyway.configure()
			.dataSource(this.pool)
			.locations(this.folder.location())
			.callbacks(new Recorder());
		configuration.resourceProvider(new FlywayScan(configuration).resources()).javaMigrationClassProvider(Set::of);
		FlywaySession.open(configuration, work);
	}

	private static JdbcClient client(FlywaySession session) {
		return JdbcClient.create(new SingleConnectionDataSource(session.connection(), true));
	}

	@Test
	void createHistoryWhenMissingCreatesTheTableOfStockFlyway() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		inSession(FlywaySession::createHistory);
		assertThat(tables()).containsExactly("flyway_schema_history");
		flyway().migrate();
		assertThatStockFlywayIsContent();
	}

	@Test
	void addWritesARowThatStockFlywayAccepts() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		int checksum = flyway().info().pending()[0].getChecksum();
		inSession((session) -> {
			session.createHistory();
			session.add("1", "a", CoreMigrationType.SQL, "V1__a.sql", checksum, 0, true);
		});
		assertThatStockFlywayIsContent();
		assertThat(tables()).doesNotContain("a");
	}

	@Test
	void atomicallyWhenWorkFailsRollsBack() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		flyway().migrate();
		assertThatIllegalStateException().isThrownBy(() -> inSession((session) -> session.atomically(() -> {
			client(session).sql("delete from " + quoted("flyway_schema_history")).update();
			throw new IllegalStateException("after the first statement");
		})));
		assertThat(historyRows()).hasSize(1);
	}

	@Test
	void lacksBaselineWhenTablesWithoutHistory() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		List<Boolean> lacks = new ArrayList<>();
		inSession((session) -> lacks.add(session.lacksBaseline()));
		sql("create table b (id int)").update();
		inSession((session) -> lacks.add(session.lacksBaseline()));
		sql("drop table b").update();
		flyway().migrate();
		inSession((session) -> lacks.add(session.lacksBaseline()));
		assertThat(lacks).containsExactly(false, true, false);
	}

	@Test
	void runWhenTransactionalScriptFailsKeepsNothingWhereDdlRollsBack() {
		this.folder.with("V1__a.sql", "create table a (id int);", "insert into missing values (1);");
		List<Boolean> rollsBack = new ArrayList<>();
		inSession((session) -> {
			ParsedScript script = session
				.parse(new FlywayScan(session.configuration()).resources().getResource("V1__a.sql"));
			rollsBack.add(session.rollsBack(script));
			try {
				session.atomically(() -> session.runWithHistory(script));
			}
			catch (RuntimeException ex) {
				this.events.add(Event.AFTER_MIGRATE_ERROR);
			}
		});
		assertThat(this.events).containsExactly(Event.AFTER_MIGRATE_ERROR);
		assertThat(rollsBack).containsExactly(this.database == TestDatabase.POSTGRESQL);
		assertThat(tables().contains("a")).isNotEqualTo(this.database == TestDatabase.POSTGRESQL);
	}

	@Test
	void schemaConnectionIsResetAfterEachChange() {
		String change = switch (this.database) {
			case H2 -> "set schema information_schema";
			case POSTGRESQL -> "set search_path to information_schema";
			case MARIADB -> "set foreign_key_checks = 0, @name = 'a'";
		};
		String read = switch (this.database) {
			case H2 -> "select current_schema";
			case POSTGRESQL -> "select current_schema()";
			case MARIADB -> "select concat(@@foreign_key_checks, coalesce(@name, 'b'))";
		};
		List<String> values = new ArrayList<>();
		inSession((session) -> {
			for (int script = 0; script < 3; script++) {
				JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(session.schemaConnection(), true));
				values.add(client.sql(read).query(String.class).single());
				client.sql(change).update();
			}
		});
		String reset = switch (this.database) {
			case H2 -> "PUBLIC";
			case POSTGRESQL -> "public";
			case MARIADB -> "ONb";
		};
		assertThat(values).containsExactly(reset, reset, reset);
	}

	@Test
	void fireInvokesCallbacks() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		inSession((session) -> session.fire(Event.BEFORE_UNDO));
		assertThat(this.events).containsExactly(Event.BEFORE_UNDO);
	}

	@Test
	void databaseTypeIsFlywaysName() {
		List<String> types = new ArrayList<>();
		inSession((session) -> types.add(session.databaseType()));
		String expected = switch (this.database) {
			case H2 -> "H2";
			case POSTGRESQL -> "PostgreSQL";
			case MARIADB -> "MariaDB";
		};
		assertThat(types).containsExactly(expected);
	}

	private String quoted(String name) {
		return (this.database == TestDatabase.MARIADB) ? "`" + name + "`" : "\"" + name + "\"";
	}

	/**
	 * Keeps the events of undo.
	 */
	private final class Recorder extends BaseCallback {

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_UNDO;
		}

		@Override
		public void handle(Event event, Context context) {
			FlywaySessionTests.this.events.add(event);
		}

	}

}
