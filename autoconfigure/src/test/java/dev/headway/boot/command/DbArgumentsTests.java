package dev.headway.boot.command;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DbArguments}.
 */
class DbArgumentsTests {

	@Test
	void parseWhenApplicationIsMeantIsNull() {
		assertThat(DbArguments.parse()).isNull();
		assertThat(DbArguments.parse("--spring.profiles.active=db")).isNull();
		assertThat(DbArguments.parse("serve", "db")).isNull();
	}

	@Test
	void parseSeparatesPropertiesFromCommand() {
		assertThat(DbArguments.parse("--spring.profiles.active=conflict", "db", "history", "1:3", "--json",
				"--server.port=0"))
			.isEqualTo(new DbArguments(List.of("history", "1:3", "--json"), null, false));
	}

	@Test
	void parseTakesVerboseForTheLogUnlessTheVerbMeansIt() {
		assertThat(DbArguments.parse("db", "--verbose", "heads"))
			.isEqualTo(new DbArguments(List.of("heads"), null, true));
		assertThat(DbArguments.parse("db", "upgrade", "--verbose"))
			.isEqualTo(new DbArguments(List.of("upgrade"), null, true));
		assertThat(DbArguments.parse("db", "heads", "--verbose"))
			.isEqualTo(new DbArguments(List.of("heads", "--verbose"), null, false));
	}

	@Test
	void parseTakesBeanAndLog() {
		assertThat(DbArguments.parse("db", "--flyway", "orders", "heads"))
			.isEqualTo(new DbArguments(List.of("heads"), "orders", false));
		assertThat(DbArguments.parse("db", "heads", "--flyway=orders", "--log"))
			.isEqualTo(new DbArguments(List.of("heads"), "orders", true));
	}

}
