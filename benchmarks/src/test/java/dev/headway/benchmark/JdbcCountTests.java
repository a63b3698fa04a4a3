package dev.headway.benchmark;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link JdbcCount}.
 */
class JdbcCountTests {

	private final JdbcCount count = new JdbcCount();

	private final DatabaseAccess access = DatabaseServer.h2InMemory().create();

	@Test
	void countingWhenUsedCountsStatementsAndConnections() throws SQLException {
		try (HikariDataSource pool = this.access.pool();
				var connection = this.count.counting(pool).getConnection();
				var statement = connection.createStatement();
				var prepared = connection.prepareStatement("select 2")) {
			statement.execute("select 1");
			prepared.executeQuery().next();
		}
		assertThat(this.count).hasToString("statements: 2, connections: 1");
	}

	@Test
	void countingWhenStatementFailsThrowsTheExceptionOfTheDriver() throws SQLException {
		try (HikariDataSource pool = this.access.pool();
				var connection = this.count.counting(pool).getConnection();
				var statement = connection.createStatement()) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select from"))
				.withMessageContaining("Syntax error");
		}
		assertThat(this.count).hasToString("statements: 1, connections: 1");
	}

}
