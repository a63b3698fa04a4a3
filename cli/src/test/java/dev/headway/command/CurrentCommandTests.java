package dev.headway.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CurrentCommand}.
 */
class CurrentCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void currentWhenBehindSaysSo() {
		assertThat(run("current")).isEmpty();
		run("upgrade", "2");
		assertThat(run("current")).isEqualTo("2\n");
		assertThat(run("current", "--verbose")).startsWith("Rev: 2\nParent: 1\n").contains("State: APPLIED, on ");
		assertThat(run("current", "--check-heads")).isEqualTo("""
				FAILED: Database is not on all head revisions: it is at 2, the head is 4.
				(exit 5)
				""");
		assertThat(run("check")).isEqualTo("""
				PENDING: the database is not up to date: 3, 4 are not applied. Run 'db upgrade'.
				1 problem
				(exit 5)
				""");
	}

	@Test
	void currentWhileAnUpgradeRunsSaysHowFarItHasGot() {
		run("upgrade", "2");
		Instant now = Instant.now();
		TestDatabase.H2
			.run(new TestDatabase.Access("jdbc:h2:" + this.temporary.resolve("h2"), "sa", ""),
					"insert into \"flyway_schema_history_graph\" values ('<< Headway progress >>', '" + String
						.join("\t", "3", "V3__a.sql", "1", "2", now.minusSeconds(5).toString(), now.toString(), "")
							+ "');");
		assertThat(run("current")).startsWith("2\nAn upgrade is running: 3 (1 of 2) has been running for ");
	}

	@Test
	void verbsThatReadNeedOnlySelectOnTheHistory() {
		run("upgrade");
		TestApplication reader = this.application.asReader(this.temporary);
		for (String verb : List.of("current", "current --check-heads", "check", "history -i", "wait --timeout=0s")) {
			assertThat(reader.commands().run(verb.split(" ", -1)))
				.isEqualTo(this.application.commands().run(verb.split(" ", -1)))
				.extracting(TestCommands.Result::code)
				.isEqualTo(0);
		}
	}

	@Test
	void verbsWhenDatabaseIsAwayTellWhy() {
		FlywayEngine away = FlywayEngine.of(Flyway.configure()
			.dataSource("jdbc:h2:tcp://127.0.0.1:1/none", "sa", "")
			.connectRetries(0)
			.locations(this.application.folder().location())
			.load(), ParentRule.AUTO);
		TestCommands commands = new TestCommands(this.application.folder().path())
			.in((context) -> context.with(away::scripts, List.of(), () -> FlywayMigrationService.of(away, List.of())));
		assertThat(commands.run("current").text()).startsWith("FAILED: ")
			.doesNotContain("\tat ")
			.endsWith("(exit 1)\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
