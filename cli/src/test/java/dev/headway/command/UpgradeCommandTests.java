package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.console.ConsoleMigrationListener;
import dev.headway.migration.MigrationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeCommand}.
 */
class UpgradeCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
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
	void upgradeFollowsARebase() {
		this.application.folder().without("V4__merge.sql").without("U4__merge.sql");
		assertThat(run("upgrade", "2")).endsWith("The database is at 2\n");
		assertThat(run("rebase", "2", "--onto", "3"))
			.contains("Renamed V2__add_password_hashes.sql to V4__add_password_hashes.sql");
		assertThat(run("check")).isEqualTo("""
				PENDING: the database is not up to date: 3, 4 are not applied. Run 'db upgrade'.
				1 problem
				(exit 5)
				""");
		assertThat(this.application.commands(ConsoleMigrationListener::new, new MigrationListener() {
		}).run("upgrade").text()).isEqualTo("""
				Recorded 4, which ran here as 2
				Running upgrade 1 -> 3, add avatars (1 of 1)
				The database is at 4
				""");
		assertThat(run("check")).isEqualTo("OK: 3 revisions, head 4\n");
	}

	@Test
	void upgradeWhenTargetGoesThere() {
		assertThat(run("upgrade", "+1")).isEqualTo("Running upgrade  -> 1, create users\nThe database is at 1\n");
		assertThat(run("upgrade", "+1")).startsWith("FAILED: ").endsWith("(exit 1)\n");
		assertThat(run("upgrade", "3")).endsWith("The database is at 3\n");
	}

	@Test
	void upgradeWhenConflictIsRefused() {
		this.application.folder().without("V4__merge.sql").without("U4__merge.sql");
		assertThat(run("upgrade")).startsWith("FAILED: ").contains("db merge 2 3").endsWith("(exit 3)\n");
		assertThat(run("check")).startsWith("MULTIPLE_HEADS: ").endsWith("1 problem\n(exit 3)\n");
	}

	@Test
	void upgradeWhenScriptFailsTellsWithoutTrace() {
		this.application.folder().with("V5__broken.sql", "-- revises: 4", "alter table nobody add x int;");
		assertThat(run("upgrade")).startsWith("FAILED: ")
			.contains("V5__broken.sql")
			.doesNotContain("\tat ")
			.endsWith("(exit 1)\n");
	}

	@Test
	void upgradeWhenACallbackFailsSaysToFixTheCallback() {
		this.application.folder().with("afterMigrate.sql", "insert into nowhere values (1);");
		assertThat(run("upgrade")).contains("The upgrade failed at line 1 of afterMigrate.sql. The database says: ")
			.contains("""
					In the database the latest applied version is 4, and there is no failed row: \
					the failed afterMigrate callback was rolled back, unless it ran outside of a transaction. \
					Fix the afterMigrate callback and start again.
					""");
	}

	@Test
	void checkWhenManyArePendingCountsMostOfThem() {
		for (int version = 5; version <= 105; version++) {
			this.application.folder().with("V%d__a.sql".formatted(version), "-- revises: " + (version - 1));
		}
		assertThat(run("check")).isEqualTo("""
				PENDING: the database is not up to date: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 95 more are not applied. \
				Run 'db upgrade'.
				1 problem
				(exit 5)
				""");
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

	@Test
	void upgradeWhenSqlRangeHasOneEndGoesFromTheBaseOrToTheHead() {
		String whole = run("upgrade", "base:4", "--sql");
		assertThat(whole).contains("create table users", "password_hash", "avatar");
		assertThat(run("upgrade", ":", "--sql")).isEqualTo(whole);
		assertThat(run("upgrade", ":4", "--sql")).isEqualTo(whole);
		assertThat(run("upgrade", "1:", "--sql")).isEqualTo(run("upgrade", "1:head", "--sql"))
			.contains("password_hash", "avatar")
			.doesNotContain("create table users");
		assertThat(run("upgrade", "2:+1", "--sql")).contains("-- 4: merge");
		assertThat(run("current")).isEmpty();
	}

	@Test
	void upgradeWhenRangeWithoutSqlSaysWhatToDo() {
		assertThat(run("upgrade", "1:head")).isEqualTo(
				"""
						FAILED: '1:head' is a range, but the database knows where it is. Specify only the target, as in 'db upgrade head', or print the SQL of the range with --sql.
						(exit 2)
						""");
		assertThat(run("current")).isEmpty();
	}

	@Test
	void upgradeWhenSqlAndNothingIsPendingPrintsOnlyComments() {
		run("upgrade");
		assertThat(run("upgrade", "--sql").lines()).allMatch((line) -> line.isEmpty() || line.startsWith("--"));
		assertThat(run("upgrade", "base:base", "--sql").lines())
			.allMatch((line) -> line.isEmpty() || line.startsWith("--"));
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
