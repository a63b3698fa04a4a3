package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

class TableNameTests extends AbstractDatabaseTests {

	private static TableName name(Connection connection, UnaryOperator<FluentConfiguration> settings)
			throws SQLException {
		return TableName.history(settings.apply(Flyway.configure()), connection);
	}

	@Test
	void historyWhenNoSchemaIsSetStandsWhereTheConnectionIs() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			TableName name = name(connection, (settings) -> settings);
			String schema = (this.database == TestDatabase.MARIADB) ? connection.getCatalog() : connection.getSchema();
			assertThat(name.schema()).isEqualTo(schema).isNotBlank();
			assertThat(name).hasToString(schema + ".flyway_schema_history");
			assertThat(name.graph()).hasToString(schema + ".flyway_schema_history_graph");
		}
	}

	@Test
	void historyWhenSchemasAreSetStandsInTheDefaultOrTheFirst() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			assertThat(name(connection, (settings) -> settings.schemas("b", "c")).schema()).isEqualTo("b");
			assertThat(name(connection, (settings) -> settings.schemas("b").defaultSchema("a")).schema())
				.isEqualTo("a");
		}
	}

	@Test
	void qualifiedQuotesAsTheDatabaseWantsIt() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			TableName name = name(connection, (settings) -> settings.schemas("my app").table("the table"));
			String quoted = "\"my app\".\"the table\"";
			assertThat(name.qualified())
				.isEqualTo((this.database == TestDatabase.MARIADB) ? quoted.replace('"', '`') : quoted);
		}
	}

	@Test
	void qualifiedWhenNamesHaveQuotesDoublesThem() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			TableName name = name(connection, (settings) -> settings.schemas("a\"b`").table("c`\"d"));
			assertThat(name.qualified())
				.isEqualTo((this.database == TestDatabase.MARIADB) ? "`a\"b```.`c``\"d`" : "\"a\"\"b`\".\"c`\"\"d\"");
		}
	}

	@Test
	void existingWhenOthersHaveSimilarNamesFindsOnlyItsOwn() throws SQLException {
		sql("create table \"the_history\" (id int)").update();
		sql("create table \"the_history_old\" (id int)").update();
		sql("create table \"their_history\" (id int)").update();
		sql("create table \"theXhistory_graph\" (id int)").update();
		try (Connection connection = this.pool.getConnection()) {
			TableName name = name(connection, (settings) -> settings.table("the_history"));
			assertThat(name.existing(connection)).containsExactly(name);
			sql("create table \"the_history_graph\" (id int)").update();
			assertThat(name.existing(connection)).containsExactlyInAnyOrder(name, name.graph());
			TableName other = name(connection, (settings) -> settings.table("the%history"));
			assertThat(other.existing(connection)).isEmpty();
		}
	}

	@Test
	void existingWhenSchemaIsMissingIsEmpty() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			assertThat(name(connection, (settings) -> settings.schemas("none_such")).existing(connection)).isEmpty();
		}
	}

}
