package dev.headway.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand} on files alone.
 */
class CheckCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db"));
	}

	@Test
	void checkWhenWellSaysSo() {
		this.folder.withStory();
		assertThat(run("check")).isEqualTo("OK: 4 revisions, head 4\n");
		assertThat(run("check", "--require-downgrade")).isEqualTo("OK: 4 revisions, head 4\n");
	}

	@Test
	void checkWhenABaselineScriptReplacesDeletedOnesCountsIt() {
		this.folder.with("B3__all.sql").with("V4__d.sql").with("V5__e.sql");
		assertThat(run("check")).isEqualTo("OK: 3 revisions, head 5\n");
		assertThat(run("history").lines()).hasSize(3);
	}

	@Test
	void checkWhenOnlyTheDatabaseShowsThatAFileIsLateIsConflict() {
		TestApplication application = new TestApplication(this.temporary);
		for (String version : List.of("2__add_password_hashes", "3__add_avatars", "4__merge")) {
			application.folder().without("V%s.sql".formatted(version)).without("U%s.sql".formatted(version));
		}
		application.folder().with("V5__e.sql", "create table e (id int);");
		assertThat(application.commands().run("upgrade").code()).isZero();
		application.folder().with("V4__d.sql", "create table d (id int);");
		assertThat(application.commands().run("check").text()).isEqualTo("""
				LATE_REVISION: 4 (V4__d.sql) was added below 5 (V5__e.sql), which this database already has. \
				Use 'db rebase V4__d.sql' or 'db merge 4 5' or 'spring.flyway.out-of-order=true'.
				1 problem
				(exit 3)
				""");
		assertThat(application.commands().run("check", "--json").out()).contains("\"db rebase V4__d.sql\"",
				"\"db merge 4 5\"");
	}

	@Test
	void checkWhenTwoHeadsIsConflict() {
		this.folder.withConflict();
		assertThat(run("check")).isEqualTo("""
				MULTIPLE_HEADS: 2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), which both \
				build on 1. Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.
				1 problem
				(exit 3)
				""");
	}

	@Test
	void checkWhenEachBranchMayHaveAHeadCountsThemByLabel() {
		this.folder.with("V1__a.sql", "-- branch: orders")
			.with("V2__b.sql", "-- revises: base", "-- branch: billing")
			.with("V3__c.sql", "-- revises: 2");
		assertThat(run("check", "--heads", "one-per-branch")).isEqualTo("OK: 3 revisions, heads 1, 3\n");
		assertThat(run("check")).startsWith("MULTIPLE_HEADS: ").endsWith("(exit 3)\n");
		assertThat(run("heads")).isEqualTo("1 (orders) (head)\n3 (billing) (head)\n");
		assertThat(run("revision", "-m", "x", "--heads", "one-per-branch")).startsWith(
				"FAILED: There are 2 heads: 1 (V1__a.sql), 3 (V3__c.sql). Specify the one to revise, as in '--head 1'.");
		assertThat(run("check", "--heads", "two")).contains("two");
	}

	@Test
	void checkWhenThereAreSeveralHistoriesLooksAtAll() {
		this.folder.withConflict().beside("orders").with("V1__orders.sql");
		TestCommands commands = new TestCommands(this.temporary).of("db", "orders");
		assertThat(commands.run("check").text()).contains("db: MULTIPLE_HEADS: 2 heads, ")
			.endsWith("db: 1 problem\norders: OK: 1 revision, head 1\n(exit 3)\n");
		JsonNode report = JsonMapper.shared().readTree(commands.run("check", "--json").out());
		assertThat(report.get("ok").asBoolean()).isFalse();
		assertThat(report.get("revisions").asInt()).isEqualTo(4);
		assertThat(report.get("problems")).hasSize(1);
		assertThat(commands.run("check", "--location", this.temporary.resolve("orders").toString()).text())
			.isEqualTo("OK: 1 revision, head 1\n");
	}

	@Test
	void checkNamesThePreferredWayFirst() {
		this.folder.withConflict();
		assertThat(run("check", "--resolve", "merge")).contains("with 'db merge 2 3' or 'db rebase 3 --onto 2'.");
		assertThat(run("check", "--resolve", "rebase")).contains("with 'db rebase 3 --onto 2' or 'db merge 2 3'.");
	}

	@Test
	void checkTellsAllProblemsAtOnce() {
		this.folder.withConflict()
			.with("V4__c.sql", "-- revises: 9")
			.with("V5_d.sql", "-- revises: 4")
			.with("U7__f.sql", "select 1;");
		assertThat(run("check")).contains("V4__c.sql, line 1")
			.contains("INVALID_NAME: V5_d.sql")
			.contains("ORPHANED_DOWNGRADE: U7__f.sql: there is no migration with version 7")
			.contains("3 problems")
			.endsWith("(exit 4)\n");
	}

	@Test
	void checkWhenFlywaySkipsAFileSaysSoAndExitsWith4() {
		this.folder.with("V1__a.sql").with("v2__run_by_hand.sql", "delete from a;");
		assertThat(run("check")).isEqualTo("""
				INVALID_NAME: v2__run_by_hand.sql: Flyway skips this file: its prefix must be 'V'. To run it as a \
				migration, rename it to 'V2__run_by_hand.sql'; otherwise move it to another folder.
				1 problem
				(exit 4)
				""");
		assertThat(run("heads")).isEqualTo("1 (head)\n");
	}

	@Test
	void checkWhenFlywaySkipsAFileOfAnApplicationReportsItOnce() {
		TestApplication application = new TestApplication(this.temporary);
		assertThat(application.commands().run("upgrade").code()).isZero();
		application.folder().with("v5__by_hand.sql").with("V3__add_avatars.sql", "-- revises: 1");
		assertThat(application.commands().run("check").out()).containsOnlyOnce("INVALID_NAME")
			.contains("CHECKSUM_MISMATCH", "2 problems");
	}

	@Test
	void checkWhenAllNamesShareAnotherPrefixAdvisesTheOptionOnce() {
		this.folder.with("v1__a.sql").with("v2__b.sql").with("v3__c.sql").with("R__d.sql");
		assertThat(run("check")).isEqualTo("""
				INVALID_NAME: v1__a.sql: All numbered files begin with 'v', not with 'V', so Flyway skips them. If 'v' \
				is their prefix, set spring.flyway.sql-migration-prefix, or add '--prefix v' to the command.
				1 problem
				(exit 4)
				""");
		assertThat(run("check", "--prefix", "v")).isEqualTo("OK: 3 revisions, head 3\n");
	}

	@Test
	void checkWhenFolderDoesNotExistSaysSo() {
		assertThat(run("check", "--location", "db/none")).contains("There is no folder 'db/none'")
			.endsWith("(exit 4)\n");
	}

	@Test
	void checkWhenHeadFileIsWrongSaysWhatToWrite() {
		this.folder.withMerge().with("HEAD", "3 V3__add_avatars.sql");
		assertThat(run("check")).isEqualTo("""
				WRONG_HEAD_FILE: db/HEAD: '3 V3__add_avatars.sql' is not the head. Write '4 V4__merge.sql'.
				1 problem
				(exit 4)
				""");
	}

	@Test
	void checkWhenDowngradeIsRequiredNamesThoseWithout() {
		this.folder.withStory().without("U3__add_avatars.sql");
		assertThat(run("check", "--require-downgrade")).isEqualTo("""
				MISSING_DOWNGRADE: V3__add_avatars.sql: there is no undo script with version 3. Add one next to it; \
				an empty one means that there is nothing to undo.
				1 problem
				(exit 4)
				""");
	}

	@Test
	void checkWhenGithubAnnotatesFiles() {
		this.folder.withConflict();
		assertThat(run("check", "--format", "github")).isEqualTo(
				"""
						::error file=db/V2__add_password_hashes.sql,line=1,title=MULTIPLE_HEADS::2 heads, 2 (V2__add_password_hashes.sql) \
						and 3 (V3__add_avatars.sql), which both build on 1. Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.
						::error file=db/V3__add_avatars.sql,line=1,title=MULTIPLE_HEADS::2 heads, 2 (V2__add_password_hashes.sql) \
						and 3 (V3__add_avatars.sql), which both build on 1. Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.
						(exit 3)
						""");
	}

	@Test
	void checkWhenGithubTellsPathsBelowItsWorkspace() {
		this.folder.with("V1__a,b.sql", "-- first", "-- revises: 9");
		TestCommands commands = new TestCommands(this.folder.path()).with("GITHUB_WORKSPACE",
				this.temporary.toString());
		assertThat(commands.run("check", "--format=github").out())
			.startsWith("::error file=db/V1__a%2Cb.sql,line=2,title=MISSING_PARENT::V1__a,b.sql, line 2: ");
	}

	@Test
	void checkWhenSarifWritesOneRun() {
		this.folder.with("V1__größer.sql", "-- revises: 9");
		TestCommands commands = new TestCommands(this.folder.path()).with("GITHUB_WORKSPACE",
				this.temporary.toString());
		JsonNode log = JsonMapper.shared().readTree(commands.run("check", "--format=sarif").out());
		assertThat(log.path("version").stringValue()).isEqualTo("2.1.0");
		JsonNode run = log.path("runs").path(0);
		assertThat(run.at("/tool/driver/rules/0/id").stringValue()).isEqualTo("MISSING_PARENT");
		JsonNode result = run.path("results").path(0);
		assertThat(result.path("ruleId").stringValue()).isEqualTo("MISSING_PARENT");
		assertThat(result.at("/message/text").stringValue()).startsWith("V1__größer.sql, line 1: ");
		assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").stringValue())
			.isEqualTo("db/V1__gr%C3%B6%C3%9Fer.sql");
		assertThat(result.at("/locations/0/physicalLocation/region/startLine").intValue()).isEqualTo(1);
	}

	@Test
	void checkWhenJsonWritesAnObject() {
		this.folder.withStory();
		assertThat(run("check", "--json")).isEqualTo("""
				{
				  "schema": 1,
				  "command": "check",
				  "ok": true,
				  "revisions": 4,
				  "heads": [
				    "4"
				  ],
				  "problems": [],
				  "remarks": []
				}
				""");
	}

	@Test
	void checkWhenWindowsLineEndsIsFine() {
		this.folder.with("V1__a.sql", "create table a (id int);\r").with("V2__b.sql", "-- revises: 1\r", "select 1;\r");
		assertThat(run("check")).isEqualTo("OK: 2 revisions, head 2\n");
	}

	@Test
	void checkWhenNoFolderSaysWhatToDo() {
		assertThat(run("check")).isEqualTo(
				"""
						FAILED: There is no folder 'db'. Specify the migrations folder with --location, or create it with 'db init'.
						(exit 4)
						""");
	}

	@Test
	void checkWhenFolderIsEmptyIsFine() {
		this.folder.with("readme.txt");
		assertThat(run("check")).isEqualTo("OK: no revisions\n");
	}

	@Test
	void checkWhenNamedOtherwiseFindsThem() {
		this.folder.with("M1-a.ddl", "").with("M2-b.ddl", "-- revises: 1");
		assertThat(run("check", "--prefix=M", "--separator=-", "--suffixes=.sql,.ddl"))
			.isEqualTo("OK: 2 revisions, head 2\n");
	}

	@Test
	void checkWhenHeadersAreRequiredAsksForThem() {
		this.folder.with("V1__a.sql", "select 1;");
		assertThat(run("check", "--parents", "required")).startsWith("MISSING_HEADER: ").endsWith("(exit 4)\n");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
