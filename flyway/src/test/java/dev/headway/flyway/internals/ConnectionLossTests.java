package dev.headway.flyway.internals;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionLoss}.
 */
class ConnectionLossTests {

	@ParameterizedTest
	@CsvSource({ "08006, 0, true", "08000, 0, true", "57P01, 0, true", "70100, 1927, true", "90067, 90067, true",
			"08004, 1040, false", "42P07, 0, false", "HY000, 1205, false", ", 0, false" })
	void hasCausedLooksAtTheStateAndTheCode(@Nullable String state, int code, boolean lost) {
		FlywayException failure = new FlywayException("Unable to do anything", new SQLException("x", state, code));
		assertThat(ConnectionLoss.hasCaused(failure)).isEqualTo(lost);
	}

	@ParameterizedTest
	@CsvSource({ "Connection is closed, true", "Table is closed, false" })
	void hasCausedKnowsWhatThePoolSays(String message, boolean lost) {
		assertThat(ConnectionLoss.hasCaused(new SQLException(message))).isEqualTo(lost);
	}

	@ParameterizedTest
	@CsvSource({ "08001, true", ", false" })
	void hasCausedWhenThePoolHasNoConnectionLooksForTheReason(@Nullable String state, boolean lost) {
		assertThat(ConnectionLoss.hasCaused(new SQLTransientConnectionException("request timed out",
				(state != null) ? new SQLException("refused", state) : null)))
			.isEqualTo(lost);
	}

}
