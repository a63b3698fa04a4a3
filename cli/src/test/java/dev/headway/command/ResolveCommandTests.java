package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResolveCommand}.
 */
class ResolveCommandTests {

	private static final String WHEN = " on \\d{4}-[\\dT:.-]+Z, run by SA";

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
		this.application.folder()
			.with("V5__shop.sql", "-- revises: 4", "create table shop (id int);", "create table users (id int);",
					"create table goods (id int);");
	}

	@Test
	void resolveShowsHowFarTheMigrationGot() {
		assertThat(run("upgrade")).endsWith("""
				In the database the latest applied version is 4. V5__shop.sql failed at statement 2 of 3 (line 3); \
				1 is done; check whether 2 is. 'db resolve 5' shows what the database says about it. \
				Fix the cause, and run 'db resolve 5 --continue-at 2' to run the rest, \
				'db resolve 5 --applied' if you have completed it, \
				or 'db resolve 5 --rolled-back' if you have reverted it.
				(exit 1)
				""");
		assertThat(run("resolve", "5").replaceFirst(WHEN, "")).isEqualTo("""
				V5__shop.sql failed at statement 2 of 3 (line 3); 1 is done; check whether 2 is.
				    create table users (id int)
				Statement 2 (line 3): the table users exists.
				Fix the cause, and run 'db resolve 5 --continue-at 2' to run the rest, \
				'db resolve 5 --applied' if you have completed it, \
				or 'db resolve 5 --rolled-back' if you have reverted it.
				""");
		assertThat(run("resolve", "V5__shop.sql")).isEqualTo(run("resolve", "5"));
		assertThat(run("resolve", "5", "--json").replaceFirst(WHEN, "")).isEqualTo("""
				{
				  "schema": 1,
				  "command": "resolve",
				  "revision": "5",
				  "script": "V5__shop.sql",
				  "message": "V5__shop.sql failed at statement 2 of 3 (line 3); 1 is done; check whether 2 is.",
				  "statement": "create table users (id int)",
				  "findings": [
				    "Statement 2 (line 3): the table users exists."
				  ],
				  "advice": "Fix the cause, and run 'db resolve 5 --continue-at 2' to run the rest, \
				'db resolve 5 --applied' if you have completed it, \
				or 'db resolve 5 --rolled-back' if you have reverted it."
				}
				""");
	}

	@Test
	void resolveWhenItContinuesRunsTheRest() {
		run("upgrade");
		assertThat(run("resolve", "5", "--continue-at", "3")).isEqualTo("""
				Running upgrade 4 -> 5, shop
				The database is at 5
				""");
		assertThat(run("check")).isEqualTo("OK: 5 revisions, head 5\n");
	}

	@Test
	void resolveWhenTheRestFailsTellsWhere() {
		run("upgrade");
		assertThat(run("resolve", "5", "--continue-at", "2"))
			.startsWith("FAILED: The upgrade failed at line 3 of V5__shop.sql.")
			.contains("V5__shop.sql failed at statement 2 of 3 (line 3); 1 is done; check whether 2 is.")
			.endsWith("(exit 1)\n");
	}

	@Test
	void resolveWhenItWasCompletedRecordsThat() {
		run("upgrade");
		assertThat(run("resolve", "5", "--applied")).isEqualTo("""
				Stamped 5 as applied, shop
				The database is at 5
				""");
		assertThat(run("check")).isEqualTo("OK: 5 revisions, head 5\n");
	}

	@Test
	void resolveWhenItWasRevertedRecordsThat() {
		run("upgrade");
		assertThat(run("resolve", "5", "--rolled-back")).isEqualTo("""
				Recorded 5 as rolled back
				The database is at 4
				""");
		assertThat(run("check")).startsWith("PENDING: ");
	}

	@Test
	void resolveWhenTheScriptIsRepeatableTakesItsName() {
		this.application.folder().without("V5__shop.sql").with("R__my views.sql", "create table views (id int);", "x;");
		assertThat(run("upgrade")).contains("'db resolve 'R__my views.sql' --continue-at 2'");
		assertThat(run("resolve", "R__my views.sql")).contains("\n    x\nFix the cause, ");
		assertThat(run("resolve", "R__my views.sql", "--applied")).isEqualTo("""
				Stamped R__my views.sql as applied
				The database is at 4
				""");
		assertThat(run("check")).isEqualTo("OK: 4 revisions, head 4\n");
	}

	@Test
	void resolveWhenAnUndoScriptFailedSaysHowToGoOn() {
		this.application.folder()
			.with("V5__shop.sql", "-- revises: 4", "create table shop (id int);")
			.with("U5__shop.sql", "drop table shop;", "drop table nothing;");
		run("upgrade");
		run("downgrade");
		assertThat(run("resolve", "5").replaceFirst(WHEN, "")).startsWith("""
				U5__shop.sql failed at statement 2 of 2 (line 2); 1 is done; check whether 2 is.
				    drop table nothing
				Statement 2 (line 2): the table nothing does not exist.
				Fix the cause, and run 'db resolve 5 --continue-at 2' to run the rest, \
				'db stamp --purge 4' if you have completed it, \
				or 'db resolve 5 --rolled-back' if you have reverted it.
				""");
		assertThat(run("resolve", "5", "--applied"))
			.startsWith("FAILED: Nothing was recorded: 5 (U5__shop.sql) was being undone.")
			.endsWith("(exit 1)\n");
		assertThat(run("resolve", "5", "--rolled-back")).isEqualTo("""
				Recorded 5 as rolled back
				The database is at 5
				""");
	}

	@Test
	void resolveWhenAnUndoScriptContinuesRunsTheRest() {
		this.application.folder()
			.with("V5__shop.sql", "-- revises: 4", "create table shop (id int);")
			.with("U5__shop.sql", "drop table shop;", "drop table nothing;");
		run("upgrade");
		run("downgrade");
		this.application.folder().with("U5__shop.sql", "drop table shop;", "drop table if exists nothing;");
		assertThat(run("resolve", "5", "--continue-at", "2")).isEqualTo("""
				Running downgrade 5 -> 4, shop
				The database is at 4
				""");
		assertThat(run("upgrade")).isEqualTo("""
				Running upgrade 4 -> 5, shop
				The database is at 5
				""");
	}

	@Test
	void resolveWhenNothingFailedIsRefused() {
		assertThat(run("resolve", "5")).isEqualTo("""
				FAILED: Nothing was recorded: the schema history has no failed row of '5'. \
				'db check' shows those that it has.
				(exit 1)
				""");
		run("upgrade");
		for (String symbol : new String[] { "4", "6", "nothing", "" }) {
			assertThat(run("resolve", symbol)).startsWith("FAILED: ")
				.contains("no failed row of '" + symbol + "'")
				.endsWith("(exit 1)\n");
		}
	}

	@Test
	void usageWhenWrongSaysWhatIsRight() {
		assertThat(run("resolve")).isEqualTo("""
				Missing required parameter: 'REVISION'
				See 'db resolve --help'
				(exit 2)
				""");
		assertThat(run("resolve", "5", "--continue-at", "0")).isEqualTo("""
				A script has no statement 0. The first one is 1.
				See 'db resolve --help'
				(exit 2)
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--applied --rolled-back", "--continue-at 2 --applied", "--continue-at x",
			"--continue-at -1", "--continue-at 99999999999", "--applied=maybe", "6" })
	void usageWhenOptionsDoNotFitIsRefused(String options) {
		assertThat(run(("resolve 5 " + options).split(" ", -1))).endsWith("See 'db resolve --help'\n(exit 2)\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
