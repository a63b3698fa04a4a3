package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.Column;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScratchSchemaTests {

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
						"create table posts (user_id bigint references users (id))"));
		assertThat(scratch.all(Column.class)).extracting((column) -> column.name().toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("user_id", "id", "name");
		assertThat(SchemaSnapshot.of(this.dataSource)).isEqualTo(before);
		assertThat(scratches()).isEmpty();
	}

	@Test
	void readWhenStatementFailsNamesItAndLeavesNothing() {
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> ScratchSchema.read(this.dataSource,
					List.of("create table a (id int)", "create table b (id nothing)")))
			.withMessageStartingWith("The database does not accept the model.")
			.withMessageContaining("create table b (id nothing)");
		assertThat(scratches()).isEmpty();
	}

	@Test
	void readRemovesWhatAKilledProcessHasLeftAndNothingElse() {
		assumeThat(this.database).as("PostgreSQL leaves nothing").isNotEqualTo(TestDatabase.POSTGRESQL);
		String left = ScratchSchema.PREFIX + "0123abcd";
		String mine = ScratchSchema.PREFIX + "of_mine";
		run("create schema " + quoted(left), "create schema " + quoted(mine),
				"create table %s.t (id int)".formatted(quoted(left)));
		if (this.database == TestDatabase.H2) {
			run("comment on schema %s is 'session 99 since 1'".formatted(quoted(left)));
		}
		ScratchSchema.read(this.dataSource, List.of());
		assertThat(scratches()).containsExactly(mine);
		run("drop schema " + quoted(mine));
	}

	@Test
	void readWhenAnotherProcessDoesTheSameKeepsItsSchema() throws SQLException {
		assumeThat(this.database).as("PostgreSQL hides it").isNotEqualTo(TestDatabase.POSTGRESQL);
		try (Connection connection = this.dataSource.getConnection()) {
			ScratchSchema other = (this.database == TestDatabase.H2) ? new H2Scratch(connection)
					: new MariaDbScratch(connection);
			other.create();
			ScratchSchema.read(this.dataSource, List.of());
			assertThat(scratches()).containsExactly(other.name());
			other.remove();
		}
		assertThat(scratches()).isEmpty();
	}

	@Test
	void readWhenUserMayNotCreateSchemasNamesTheGrantThatHelps() {
		TestDatabase.Access access = limited();
		DataSource limited = new DriverManagerDataSource(access.url(), access.username(), access.password());
		HeadwayException refusal = catchThrowableOfType(HeadwayException.class,
				() -> ScratchSchema.read(limited, List.of()));
		assertThat(refusal).hasMessageContaining("may not create the schema");
		String grant = String.valueOf(refusal.getMessage())
			.replaceFirst("(?s).*Allow it with ['\"](.*)['\"]\\. The.*", "$1");
		run(grant);
		ScratchSchema.read(limited, List.of("create table t (id int)"));
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
