package dev.headway.flyway.run;

import java.sql.SQLException;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.flyway.internals.ParsedScript.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockFailures}.
 */
class LockFailuresTests {

	@ParameterizedTest
	@CsvSource({ "MariaDB, HY000, 1205, drop table a, true", "MariaDB, HY000, 1205, insert into a values (1), false",
			"MariaDB, HY000, 1205, call p(), false", "MariaDB, 42S02, 1051, drop table a, false",
			"H2, HYT00, 50200, drop table a, true", "H2, HYT00, 50200, call p(), false",
			"PostgreSQL, 55P03, 0, drop table a, true", "PostgreSQL, 40P01, 0, insert into a values (1), true",
			"PostgreSQL, 55P03, 0, create index concurrently i on a (id), false",
			"PostgreSQL, 55P03, 0, call p(), false", "Oracle, 55P03, 1205, drop table a, false" })
	void reasonIsKnownOfStatementsThatHaveOnlyWaited(String database, String state, int code, String sql,
			boolean waited) {
		FlywayException failure = new FlywayException("failed", new SQLException("no lock", state, code));
		assertThat(LockFailures.of(database).reason(new Statement(1, sql, 1, false), failure))
			.isEqualTo(waited ? "no lock" : null);
	}

	@Test
	void reasonIsTheFirstLineWithoutTheStatement() {
		SQLException answer = new SQLException(
				"Timeout trying to lock table \"A\"; SQL statement:\ndrop table a [50200-240]", "HYT00", 50_200);
		assertThat(LockFailures.of("H2").reason(new Statement(1, "drop table a", 1, false), answer))
			.isEqualTo("Timeout trying to lock table \"A\"");
	}

}
