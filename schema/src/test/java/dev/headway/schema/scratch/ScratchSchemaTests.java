package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.FutureTask;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.Column;
import dev.headway.testing.database.OtherProduct;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScratchSchemaTests {

	private static final String REMEDY = "use another database";

	private final TestDatabase database;

	private final TestDatabase.Access access;

	private final DataSource dataSource;

	ScratchSchemaTests(TestDatabase database) {
		this.database = database;
		this.access = database.create();
		this.dataSource = new DriverManagerDataSource(this.access.url(), this.access.username(),
				this.access.password());
	}

	@Test
	void readReturnsWhatTheStatementsMakeAndLeavesNothing() {
		run("create table users (id bigint primary key)");
		SchemaSnapshot before = SchemaSnapshot.of(this.dataSource);
		SchemaSnapshot scratch = ScratchSchema.read(this.dataSource,
				List.of("create table users (id bigint primary key, name varchar(20))",
						"create table posts (user_id bigint references users (id))"),
				(statement) -> "", REMEDY);
		assertThat(scratch.all(Column.class)).extracting((column) -> column.name().toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("user_id", "id", "name");
		assertThat(SchemaSnapshot.of(this.dataSource)).isEqualTo(before);
		assertThat(scratches()).isEmpty();
	}

	@Test
	void readWhenStatementFailsNamesItAndLeavesNothing() {
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> ScratchSchema.read(this.dataSource,
					List.of("create table a (id int)", "create table b (id nothing)"),
					(statement) -> statement.contains(" b ") ? "com.example.B" : "", REMEDY))
			.withMessageStartingWith("The database does not accept the model of com.example.B. It says: ")
			.withMessageContaining("The statement was: create table b (id nothing)");
		assertThat(scratches()).isEmpty();
	}

	@Test
	void openWhenDatabaseIsOfAnotherTypeNamesIt() {
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> ScratchSchema.open(new OtherProduct(this.dataSource, "Oracle"), REMEDY))
			.withMessage("The JPA model cannot be compared with a database of type Oracle, only with H2, PostgreSQL or "
					+ "MariaDB. Write the revision with 'db revision -m \"change the schema\"'.");
		assertThat(scratches()).isEmpty();
	}

	@Test
	void openRemovesWhatAKilledProcessHasLeftAndNothingElse() {
		String left = ScratchSchema.PREFIX + "0123abcd";
		String mine = ScratchSchema.PREFIX + "of_mine";
		run("create schema " + quoted(left), "create schema " + quoted(mine),
				"create table %s.t (id int)".formatted(quoted(left)));
		if (this.database == TestDatabase.H2) {
			run("comment on schema %s is 'session 99 since 1'".formatted(quoted(left)));
		}
		ScratchSchema.open(this.dataSource, REMEDY).close();
		assertThat(scratches()).containsExactly(mine);
		run("drop schema " + quoted(mine));
	}

	@Test
	void openWhenAnotherProcessDoesTheSameKeepsItsSchema() {
		try (ScratchSchema other = ScratchSchema.open(this.dataSource, REMEDY)) {
			try (ScratchSchema second = ScratchSchema.open(this.dataSource, REMEDY)) {
				assertThat(scratches()).containsExactlyInAnyOrder(other.name(), second.name());
			}
			assertThat(scratches()).containsExactly(other.name());
		}
		assertThat(scratches()).isEmpty();
	}

	@Test
	@SuppressWarnings("try")
	void dataSourceSeesOnlyTheSchemaAndUsesNoMoreConnectionsThanItIsAskedFor() throws SQLException {
		try (HikariDataSource pool = this.access.pool(2)) {
			run("create table outside (id int)");
			try (ScratchSchema schema = ScratchSchema.open(pool, REMEDY)) {
				try (Connection first = schema.dataSource().getConnection();
						Connection second = schema.dataSource().getConnection()) {
					execute(first, "create table inside (id int)");
					execute(second, "insert into inside values (1)");
					assertThatExceptionOfType(SQLException.class)
						.isThrownBy(() -> execute(second, "insert into outside values (1)"));
					first.close();
					first.close();
					assertThat(first.isClosed()).isTrue();
				}
				assertThat(SchemaSnapshot.of(schema.dataSource()).all(Column.class))
					.extracting((column) -> column.table().name().toLowerCase(Locale.ROOT))
					.containsExactly("inside");
			}
			for (int round = 0; round < 2; round++) {
				try (Connection one = pool.getConnection(); Connection two = pool.getConnection()) {
					execute(one, "insert into outside values (1)");
					execute(two, "insert into outside values (2)");
				}
			}
		}
	}

	@Test
	void guardedDataSourceRefusesWhatConcernsOtherSchemas() throws SQLException {
		run("create schema other_one", "create table %s (id int)".formatted("other_one.things"));
		try (ScratchSchema schema = ScratchSchema.open(this.dataSource, REMEDY);
				Connection connection = schema.guardedDataSource().getConnection()) {
			execute(connection, "create table other_ones (one varchar(20) default 'other_one.things')");
			execute(connection, "select one from other_ones -- other_one.things");
			for (String sql : List.of("insert into other_one.things values (1)", "drop table OTHER_ONE . things",
					"insert into things select id from other_one.things", "drop schema other_one",
					"create schema third", "set schema other_one", "create role r",
					"alter table things set schema other_one")) {
				assertThatExceptionOfType(SQLException.class).as(sql)
					.isThrownBy(() -> execute(connection, sql))
					.withMessageStartingWith("Refused, because '")
					.withMessageEndingWith(": " + sql);
				assertThatExceptionOfType(SQLException.class).as(sql)
					.isThrownBy(() -> connection.prepareStatement(sql))
					.withMessageStartingWith("Refused");
			}
		}
		run("drop table other_one.things", "drop schema other_one");
	}

	@Test
	void guardedDataSourceGivesConnectionsBackToAPoolAfterFlyway() throws SQLException {
		assumeThat(this.database).as("Only PostgreSQL has search paths").isEqualTo(TestDatabase.POSTGRESQL);
		try (HikariDataSource pool = this.access.pool(2);
				ScratchSchema schema = ScratchSchema.open(pool, REMEDY);
				Connection connection = schema.guardedDataSource().getConnection();
				PreparedStatement path = connection.prepareStatement("SELECT set_config('search_path', ?, false)")) {
			path.setString(1, schema.name() + ", public");
			path.execute();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> path.setString(1, "public"))
				.withMessage("Refused, because the search path 'public' does not begin with the temporary schema.");
		}
	}

	@Test
	void dataSourceSeesExtensionsOfSchemasThatHaveNothingElse() throws SQLException {
		assumeThat(this.database).as("Only PostgreSQL has extensions").isEqualTo(TestDatabase.POSTGRESQL);
		run("create extension citext");
		try (ScratchSchema schema = ScratchSchema.open(this.dataSource, REMEDY);
				Connection connection = schema.dataSource().getConnection()) {
			execute(connection, "create table users (email citext)");
		}
		run("create table users (email citext)");
		try (ScratchSchema schema = ScratchSchema.open(this.dataSource, REMEDY);
				Connection connection = schema.dataSource().getConnection()) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> execute(connection, "alter table users add name text"));
		}
	}

	@Test
	void readWhenUserMayNotCreateSchemasNamesTheGrantThatHelps() {
		TestDatabase.Access access = limited();
		DataSource limited = new DriverManagerDataSource(access.url(), access.username(), access.password());
		HeadwayException refusal = catchThrowableOfType(HeadwayException.class,
				() -> ScratchSchema.read(limited, List.of(), (statement) -> "", REMEDY));
		assertThat(refusal).hasMessageContaining("may not create a temporary schema", "or use another database");
		String grant = String.valueOf(refusal.getMessage())
			.replaceFirst("(?s).*Allow it with ['\"](.*)['\"], or.*", "$1");
		run(grant);
		ScratchSchema.read(limited, List.of("create table t (id int)"), (statement) -> "", REMEDY);
	}

	@Test
	void readWhenTheDatabaseIsReadOnlyDoesNotBlameTheRightsOfTheUser() {
		assumeThat(this.database).as("H2 has no sessions that only read").isNotEqualTo(TestDatabase.H2);
		DataSource readOnly = new DelegatingDataSource(this.dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				execute(connection, (ScratchSchemaTests.this.database == TestDatabase.MARIADB)
						? "set session transaction read only" : "set session characteristics as transaction read only");
				return connection;
			}

		};
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> ScratchSchema.read(readOnly, List.of(), (statement) -> "", REMEDY))
			.withMessageMatching("(?s)The temporary schema 'headway_scratch_[0-9a-f]{8}' cannot be created\\. "
					+ "Try again, or use another database\\. The database says: .*(?i:read.only) transaction.*");
	}

	@Test
	void openLetsOtherSessionsEndWhatItWaitsFor() throws Exception {
		assumeThat(this.database).as("Only H2 locks its whole catalog").isEqualTo(TestDatabase.H2);
		run("create table t (id int not null)");
		DataSource patient = new DriverManagerDataSource(this.access.url() + ";LOCK_TIMEOUT=60000",
				this.access.username(), this.access.password());
		FutureTask<Integer> changed = new FutureTask<>(
				() -> JdbcClient.create(patient).sql("alter table t add constraint pk primary key (id)").update());
		FutureTask<ScratchSchema> opened = new FutureTask<>(() -> ScratchSchema.open(this.dataSource, REMEDY));
		try (Connection rows = this.dataSource.getConnection()) {
			rows.setAutoCommit(false);
			execute(rows, "insert into t values (1)");
			startAndAwaitLock(changed);
			startAndAwaitLock(opened);
			rows.commit();
		}
		changed.get();
		try (ScratchSchema schema = opened.get()) {
			assertThat(
					JdbcClient.create(schema.dataSource()).sql("select lock_timeout()").query(Integer.class).single())
				.isEqualTo(2_000);
		}
		assertThat(scratches()).isEmpty();
	}

	/**
	 * Queries of sessions and locks of H2 would wait for the same lock.
	 */
	private static void startAndAwaitLock(FutureTask<?> task) {
		Thread thread = new Thread(task);
		thread.start();
		Awaitility.await().until(() -> task.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
	}

	/**
	 * A user of the same database without the right to create schemas.
	 */
	private TestDatabase.Access limited() {
		String user = "limited" + UUID.randomUUID().toString().substring(0, 8);
		switch (this.database) {
			case H2 -> run("create user \"%s\" password 'limited'".formatted(user));
			case POSTGRESQL -> run("create role %s login password 'limited'".formatted(user));
			case MARIADB -> run("create user %s@'%%' identified by 'limited'".formatted(user),
					"grant all on `%s`.* to %s@'%%'".formatted(catalog(), user));
		}
		return new TestDatabase.Access(this.access.url().replaceFirst(";.*", ""), user, "limited");
	}

	private String catalog() {
		return JdbcClient.create(this.dataSource).sql("select database()").query(String.class).single();
	}

	private List<String> scratches() {
		return JdbcClient.create(this.dataSource)
			.sql("select schema_name from information_schema.schemata where lower(schema_name) like '%s%%'"
				.formatted(ScratchSchema.PREFIX))
			.query(String.class)
			.list();
	}

	private String quoted(String name) {
		return (this.database == TestDatabase.MARIADB) ? name : '"' + name + '"';
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private void run(String... statements) {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
