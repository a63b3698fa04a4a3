package dev.headway.flyway.internals;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.AbstractDatabaseTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MariadbConnectionState}.
 */
class MariadbConnectionStateTests extends AbstractDatabaseTests {

	private final MariadbConnectionState state = new MariadbConnectionState();

	private int resets;

	@BeforeEach
	void requireMariadb() {
		Assumptions.assumeTrue(this.database == TestDatabase.MARIADB, "Skipped: only MariaDB is asked.");
	}

	private void restore(Connection connection) {
		this.state.restore(connection, () -> this.resets++);
	}

	private static void execute(Connection connection, String sql) {
		JdbcClient.create(new SingleConnectionDataSource(connection, true)).sql(sql).update();
	}

	@Test
	void restoreWhenNothingHasChangedResetsOnce() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			restore(connection);
			execute(connection, "create table a (id int)");
			restore(connection);
			restore(connection);
		}
		assertThat(this.resets).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "set @name = 1", "set foreign_key_checks = 0", "set sql_safe_updates = 1",
			"use information_schema" })
	void restoreWhenScriptHasChangedItResetsAgain(String sql) throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			restore(connection);
			execute(connection, sql);
			restore(connection);
		}
		assertThat(this.resets).isEqualTo(2);
	}

	@Test
	void restoreOfAnotherConnectionResetsIt() throws SQLException {
		try (Connection connection = this.pool.getConnection(); Connection other = this.pool.getConnection()) {
			restore(connection);
			restore(other);
			restore(other);
			restore(connection);
		}
		assertThat(this.resets).isEqualTo(3);
	}

	@Test
	void restoreWhenNothingCanBeReadResetsAlways() throws SQLException {
		Connection connection = this.pool.getConnection();
		connection.close();
		restore(connection);
		restore(connection);
		assertThat(this.resets).isEqualTo(2);
	}

}
