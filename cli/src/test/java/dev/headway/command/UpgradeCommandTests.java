package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.command.console.Ticker;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.service.FlywayMigrationService;
import dev.headway.migration.MigrationListener;
import dev.headway.script.ParentRule;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the verbs that need a database, as an application runs them.
 */
class UpgradeCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	private FlywayEngine engine;

	private final ManualTicker ticker = new ManualTicker();

	@BeforeEach
	void prepare() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
		Flyway flyway = Flyway.configure()
			.dataSource("jdbc:h2:" + this.temporary.resolve("h2"), "sa", "")
			.locations(this.folder.location())
			.load();
		this.engine = FlywayEngine.of(flyway, ParentRule.AUTO);
	}

	@Test
	void upgradeTellsEachRevision() {
		assertThat(run("upgrade")).isEqualTo("""
				Running upgrade  -> 1, create users
				Running upgrade 1 -> 2, add password hashes
				Running upgrade 1 -> 3, add avatars
				Running upgrade 2, 3 -> 4, merge
				The database is at 4
				""");
		assertThat(run("upgrade")).isEqualTo("The database is at 4\n");
		assertThat(run("current")).isEqualTo("4 (head) (mergepoint)\n");
		assertThat(run("current", "--check-heads")).isEqualTo("4 (head) (mergepoint)\n");
	}

	@Test
	void upgradeWhenProgressIsToldCountsRevisions() {
		assertThat(withProgress(false).run("upgrade", "2").text()).isEqualTo("""
				Running upgrade  -> 1, create users (1 of 2)
				Running upgrade 1 -> 2, add password hashes (2 of 2)
				The database is at 2
				""");
		assertThat(withProgress(false).run("upgrade").text()).isEqualTo("""
				Running upgrade 1 -> 3, add avatars (1 of 2)
				Running upgrade 2, 3 -> 4, merge (2 of 2)
				The database is at 4
				""");
		assertThat(withProgress(false).run("downgrade", "1").text()).isEqualTo("""
				Running downgrade 4 -> 2, 3, merge (1 of 3)
				Running downgrade 3 -> 1, add avatars (2 of 3)
				Running downgrade 2 -> 1, add password hashes (3 of 3)
				The database is at 1
				""");
	}

	@Test
	void upgradeWhenTerminalLetsTheLineOfARevisionLive() {
		String text = withProgress(true).run("upgrade", "2").text();
		assertThat(text.replace('\r', '>')).isEqualTo("""
				>Running upgrade  -> 1, create users (1 of 2), 0 s\
				>Running upgrade  -> 1, create users (1 of 2), 1 s\
				>Running upgrade  -> 1, create users (1 of 2), 1.5 s
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 0 s\
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 1 s\
				>Running upgrade 1 -> 2, add password hashes (2 of 2), 1.5 s
				The database is at 2
				""");
		assertThat(this.ticker.task).isNull();
	}

	@Test
	void upgradeWhenLineIsLongerThanTheTerminalCutsItWhileItLives() {
		this.folder.with("V5__a_%s.sql".formatted("long_".repeat(30)), "-- revises: 4");
		List<String> parts = List.of(withProgress(true).run("upgrade").text().split("[\r\n]"));
		assertThat(parts).filteredOn((part) -> part.contains("long")).hasSize(3).satisfies((lines) -> {
			assertThat(lines.get(0)).hasSize(99);
			assertThat(lines.get(2)).endsWith("long  (5 of 5), 1.5 s");
		});
	}

	@Test
	void upgradeWhenTargetGoesThere() {
		assertThat(run("upgrade", "+1")).isEqualTo("Running upgrade  -> 1, create users\nThe database is at 1\n");
		assertThat(run("upgrade", "+1")).startsWith("FAILED: ").endsWith("(exit 1)\n");
		assertThat(run("upgrade", "3")).endsWith("The database is at 3\n");
	}

	@Test
	void upgradeWhenConflictIsRefused() {
		this.folder.without("V4__merge.sql").without("U4__merge.sql");
		assertThat(run("upgrade")).startsWith("FAILED: ").contains("db merge 2 3").endsWith("(exit 3)\n");
		assertThat(run("check")).startsWith("MULTIPLE_HEADS: ").endsWith("1 problem\n(exit 3)\n");
	}

	@Test
	void upgradeWhenScriptFailsTellsWithoutTrace() {
		this.folder.with("V5__broken.sql", "-- revises: 4", "alter table nobody add x int;");
		assertThat(run("upgrade")).startsWith("FAILED: ")
			.contains("V5__broken.sql")
			.doesNotContain("\tat ")
			.endsWith("(exit 1)\n");
	}

	@Test
	void currentWhenBehindSaysSo() {
		assertThat(run("current")).isEmpty();
		run("upgrade", "2");
		assertThat(run("current")).isEqualTo("2\n");
		assertThat(run("current", "--verbose")).startsWith("Rev: 2\nParent: 1\n").contains("State: APPLIED, on ");
		assertThat(run("current", "--check-heads")).isEqualTo("""
				FAILED: Database is not on all head revisions: it is at 2, the head is 4
				(exit 5)
				""");
		assertThat(run("check")).isEqualTo("""
				PENDING: the database is not up to date: 3, 4 are not applied. Run 'db upgrade'
				1 problem
				(exit 5)
				""");
	}

	@Test
	void historyMarksAndMeansCurrent() {
		run("upgrade", "2");
		assertThat(run("history", "--indicate-current")).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 3, add avatars
				1 -> 2 (current), add password hashes
				<base> -> 1 (branchpoint), create users
				""");
		assertThat(run("history", "current:")).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 2, add password hashes
				""");
		assertThat(run("history", "-r-1:current")).isEqualTo(run("history", "1:2")).hasLineCount(2);
		assertThat(run("history", "current:+1")).isEqualTo(run("history", "2:4"));
		assertThat(run("history", "current-1:current")).isEqualTo(run("history", "1:2"));
		assertThat(run("show", "current")).startsWith("Rev: 2 (current)\n");
	}

	@Test
	void downgradeGoesBackByOne() {
		run("upgrade", "3");
		assertThat(run("downgrade", "-1")).isEqualTo("Running downgrade 3 -> 1, add avatars\nThe database is at 1\n");
		assertThat(run("downgrade", "base"))
			.isEqualTo("Running downgrade 1 -> , create users\nThe database is at <base>\n");
	}

	@Test
	void downgradeWhenTerminalAsks() {
		run("upgrade", "1");
		TestCommands no = commands().onTerminal("n\n");
		assertThat(no.run("downgrade").out()).isEqualTo("Downgrade to -1? [y/N] ");
		assertThat(run("current")).isEqualTo("1 (branchpoint)\n");
		assertThat(commands().onTerminal("y\n").run("downgrade").code()).isZero();
		assertThat(run("current")).isEmpty();
		run("upgrade", "1");
		assertThat(commands().onTerminal("").run("downgrade", "--yes").code()).isZero();
	}

	@Test
	void downgradeWhenNoWayBackIsRefused() {
		run("upgrade");
		this.folder.without("U4__merge.sql");
		assertThat(run("downgrade", "3")).startsWith("FAILED: ").contains("4").endsWith("(exit 1)\n");
	}

	@Test
	void upgradeWhenSqlPrintsAndAppliesNothing() {
		run("upgrade", "2");
		assertThat(run("upgrade", "--sql")).contains("alter table users add avatar varchar(100);")
			.doesNotContain("create table users", "password_hash");
		assertThat(run("upgrade", "base:1", "--sql")).contains("create table users");
		assertThat(run("upgrade", "1", "--sql")).isEqualTo("""
				FAILED: An upgrade to '1' would undo revisions. Run 'db downgrade 1 --sql' to print that SQL.
				(exit 1)
				""");
		assertThat(run("upgrade", "2", "--sql")).doesNotContain("alter table");
		assertThat(run("current")).isEqualTo("2\n");
	}

	@Test
	void downgradeWhenSqlPrintsAndUndoesNothing() {
		run("upgrade", "2");
		assertThat(run("downgrade", "--sql")).contains("alter table users drop column password_hash;");
		assertThat(run("downgrade", "3:base", "--sql")).contains("drop column avatar", "drop table users");
		assertThat(run("downgrade", "3", "--sql")).isEqualTo("""
				FAILED: A downgrade to '3' would apply revisions. Run 'db upgrade 3 --sql' to print that SQL.
				(exit 1)
				""");
		assertThat(run("current")).isEqualTo("2\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "base", "1", "-1", "2-1", "2:base", "2:1" })
	void upgradeWhenSqlWouldUndoIsRefused(String target) {
		run("upgrade", "2");
		assertThat(run("upgrade", target, "--sql")).isEqualTo("""
				FAILED: An upgrade to '%s' would undo revisions. Run 'db downgrade %s --sql' to print that SQL.
				(exit 1)
				""".formatted(target.replaceFirst("2:", ""), target));
		assertThat(run("downgrade", target, "--sql")).contains("drop column password_hash;");
	}

	@ParameterizedTest
	@ValueSource(strings = { "4", "head", "heads", "2+1", "1:2", "base:1" })
	void downgradeWhenSqlWouldApplyIsRefused(String target) {
		run("upgrade", "2");
		assertThat(run("downgrade", target, "--sql"))
			.startsWith("FAILED: A downgrade to '%s' would apply revisions.".formatted(target.replaceFirst(".*:", "")))
			.contains("Run 'db upgrade %s --sql' to print that SQL.".formatted(target));
		assertThat(run("upgrade", target, "--sql")).containsPattern("create table users|add ");
	}

	@Test
	void upgradeWhenSqlAndNothingIsPendingPrintsOnlyComments() {
		run("upgrade");
		assertThat(run("upgrade", "--sql").lines()).allMatch((line) -> line.isEmpty() || line.startsWith("--"));
		assertThat(run("upgrade", "base:base", "--sql").lines())
			.allMatch((line) -> line.isEmpty() || line.startsWith("--"));
	}

	@Test
	void stampRecords() {
		assertThat(run("stamp", "2")).isEqualTo("""
				Stamped 1 as applied
				Stamped 2 as applied
				The database is at 2
				""".replace("applied\n", "applied%s\n").formatted(", create users", ", add password hashes"));
		assertThat(run("stamp", "base", "--purge")).endsWith("The database is at <base>\n");
	}

	@Test
	void showTellsWhatTheDatabaseKnows() {
		run("upgrade");
		assertThat(run("show", "head", "--json")).contains("\"state\": \"APPLIED\"")
			.contains("\"installedBy\": \"SA\"");
	}

	@Test
	void verbsWhenDatabaseIsAwayTellWhy() {
		FlywayEngine away = FlywayEngine.of(Flyway.configure()
			.dataSource("jdbc:h2:tcp://127.0.0.1:1/none", "sa", "")
			.connectRetries(0)
			.locations(this.folder.location())
			.load(), ParentRule.AUTO);
		TestCommands commands = new TestCommands(this.folder.path())
			.in((context) -> context.with(away::scripts, List.of(), () -> FlywayMigrationService.of(away, List.of())));
		assertThat(commands.run("current").text()).startsWith("FAILED: ")
			.doesNotContain("\tat ")
			.endsWith("(exit 1)\n");
	}

	private String run(String... args) {
		return commands().run(args).text();
	}

	private TestCommands withProgress(boolean terminal) {
		AtomicLong clock = new AtomicLong();
		MigrationListener second = new MigrationListener() {

			@Override
			public void revisionStarted(String version) {
				Optional.ofNullable(UpgradeCommandTests.this.ticker.task).ifPresent(Runnable::run);
			}

		};
		TestCommands commands = new TestCommands(this.folder.path()).in((context) -> {
			ConsoleMigrationListener progress = new ConsoleMigrationListener(context.console(),
					() -> clock.getAndAdd(500_000_000), this.ticker);
			return context
				.with(this.engine::scripts, List.of(),
						() -> FlywayMigrationService.of(this.engine, List.of(progress, second)))
				.with(progress);
		});
		return terminal ? commands.onTerminal("") : commands;
	}

	private TestCommands commands() {
		return new TestCommands(this.folder.path()).in((context) -> context.with(this.engine::scripts, List.of(),
				() -> FlywayMigrationService.of(this.engine, List.of())));
	}

	/**
	 * Ticks when a test says so.
	 */
	private static final class ManualTicker implements Ticker {

		private @Nullable Runnable task;

		@Override
		public void start(Runnable tick) {
			this.task = tick;
		}

		@Override
		public void stop() {
			this.task = null;
		}

	}

}
