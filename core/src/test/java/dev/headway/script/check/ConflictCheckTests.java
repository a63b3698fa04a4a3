package dev.headway.script.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.plan.HeadConflict;
import dev.headway.script.CodeMigration;
import dev.headway.script.HeadRule;
import dev.headway.script.MigrationScripts;
import dev.headway.script.Resolution;
import dev.headway.script.Revises;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.ScriptLocations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConflictCheck}.
 */
class ConflictCheckTests {

	private MigrationFolder folder;

	private HeadRule headRule = HeadRule.ONE;

	private Resolution resolution = Resolution.AUTO;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new MigrationFolder(folder).with("V1__a.sql", "select 1;");
	}

	@Test
	void conflictWhenOneHeadIsEmpty() {
		assertThat(check()).isEmpty();
		assertThat(check("V1__a.sql")).isEmpty();
	}

	@Test
	void conflictWhenTwoHeadsNamesMergeAndRebase() {
		this.folder.with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		assertThat(conflict()).isEqualTo(new HeadConflict(List.of("2", "3"), List.of("1"), List.of(),
				List.of("db merge 2 3", "db rebase 3 --onto 2")));
		assertThat(conflict("V1__a.sql", "V3__c.sql").resolve()).containsExactly("db merge 2 3",
				"db rebase 2 --onto 3");
	}

	@Test
	void conflictWhenThreeHeadsRebasesTheOthersTogether() {
		this.folder.with("V2__b.sql", "-- revises: 1")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: 1");
		assertThat(conflict("V1__a.sql", "V4__d.sql").resolve()).containsExactly("db merge 2 3 4",
				"db rebase 2 3 --onto 4");
	}

	@Test
	void conflictWhenAHeadDependsOnTheOtherIsEmpty() {
		this.folder.with("V2__b.sql", "-- revises: base")
			.with("V3__c.sql", "-- revises: 1")
			.with("V4__d.sql", "-- revises: 2", "-- depends-on: 3");
		assertThat(check()).isEmpty();
	}

	@Test
	void conflictWhenEachBranchMayHaveAHeadNamesThoseOfOneBranch() {
		this.headRule = HeadRule.ONE_PER_BRANCH;
		this.folder.with("V2__b.sql", "-- revises: 1", "-- branch: orders")
			.with("V3__c.sql", "-- revises: 1", "-- branch: billing")
			.with("V4__d.sql", "-- revises: 1");
		assertThat(check()).isEmpty();
		this.folder.with("V5__e.sql", "-- revises: 3")
			.with("V6__f.sql", "-- revises: 3")
			.with("V7__g.sql", "-- revises: 1");
		assertThat(conflict()).isEqualTo(new HeadConflict(List.of("4", "7"), List.of("1"), List.of(),
				List.of("db merge 4 7", "db rebase 7 --onto 4")));
		this.folder.with("V7__g.sql", "-- revises: 4");
		assertThat(conflict()).isEqualTo(new HeadConflict(List.of("5", "6"), List.of("3"), List.of(),
				List.of("db merge 5 6", "db rebase 6 --onto 5")));
		this.headRule = HeadRule.ONE;
		assertThat(conflict().heads()).containsExactly("2", "5", "6", "7");
	}

	@Test
	void conflictWhenEachBranchMayHaveAHeadAndAVersionIsSharedMovesOneOfThem() {
		this.headRule = HeadRule.ONE_PER_BRANCH;
		this.folder.with("V2__b.sql", "-- revises: 1", "-- branch: orders")
			.with("V3__c.sql", "-- revises: 1", "-- branch: billing")
			.with("V3__d.sql", "-- revises: 1");
		assertThat(conflict().resolve()).containsExactly("db rebase V3__c.sql --onto 1",
				"db rebase V3__d.sql --onto 1");
	}

	@Test
	void conflictWhenHeaderIsMissingHasTheSameHeadsEverywhere() {
		this.folder.with("V3__c.sql").with("V4__d.sql", "-- revises: 3").with("V5__e.sql");
		assertThat(conflict().heads()).containsExactly("4", "5");
		assertThat(conflict("V1__a.sql", "V3__c.sql", "V5__e.sql").resolve()).containsExactly("db merge 4 5",
				"db rebase 4 --onto 5");
	}

	@Test
	void problemWhenHeaderWasForgottenSaysWhichLineToWrite() {
		this.folder.with("V3__c.sql").with("V4__d.sql", "-- revises: 3").with("V5__e.sql", "select 5;");
		assertThat(message()).endsWith(
				"If no database has applied V5__e.sql, write '-- revises: 4' at its top, or make them one with 'db merge 4 5' or 'db rebase 5 --onto 4'.");
		assertThat(check("V1__a.sql", "V3__c.sql", "V5__e.sql")).extracting(ScriptProblem::message)
			.singleElement()
			.asString()
			.endsWith("on 3. Make them one with 'db merge 4 5' or 'db rebase 4 --onto 5'.");
		this.folder.with("V5__e.sql", "-- revises: 4", "select 5;");
		assertThat(check()).isEmpty();
	}

	@Test
	void conflictWhenAJavaMigrationWouldMoveNamesTheMergeOnly() {
		this.folder.with("V2__b.sql", "-- revises: 1").with("V4__d.sql", "-- revises: 3");
		CodeMigration third = new CodeMigration("app.V3__Code", "3", "code", OnFirst.class.getAnnotation(Revises.class),
				null);
		assertThat(of(third).conflict().orElseThrow().resolve()).containsExactly("db merge 2 4");
	}

	@Test
	void problemWhenJavaMigrationsShareAVersionSaysWhoCanRenameThem() {
		CodeMigration one = new CodeMigration("app.V3__A", "3", "a", null, null);
		CodeMigration other = new CodeMigration("app.V3__B", "3", "b", null, null);
		assertThat(of(one, other).problem().orElseThrow().message()).isEqualTo(
				"app.V3__A and app.V3__B share version 3. Give all but one another version. Some are Java migrations, which only you can rename.");
	}

	@Test
	void conflictWhenVersionIsSharedNamesBothCandidates() {
		this.folder.with("V5__a.sql", "select 2;").with("V5__b.sql", "select 3;").with("U5__a.sql").with("U5__b.sql");
		assertThat(conflict().heads()).containsExactly("5", "V5__b.sql");
		assertThat(message()).isEqualTo(
				"V5__a.sql and V5__b.sql share version 5. Move the one that no shared database has applied with 'db rebase V5__a.sql' or 'db rebase V5__b.sql'.");
	}

	@Test
	void conflictWhenThreeShareAVersionMovesAllButOne() {
		this.folder.with("V5__a.sql", "select 2;").with("V5__b.sql", "select 3;").with("V5__c.sql", "select 4;");
		assertThat(conflict().resolve()).containsExactly("db rebase V5__a.sql V5__b.sql",
				"db rebase V5__a.sql V5__c.sql", "db rebase V5__b.sql V5__c.sql");
		assertThat(message()).contains("Move those that no shared database has applied with");
	}

	@Test
	void conflictWhenFilesOfASharedVersionHaveOneNameTellsThemByTheirFolders() {
		this.folder.with("V5__a.sql", "select 2;");
		new MigrationFolder(this.folder.path().resolve("b")).with("V5__a.sql", "select 3;");
		assertThat(message()).isEqualTo(
				"V5__a.sql and b/V5__a.sql share version 5. Move the one that no shared database has applied with 'db rebase V5__a.sql' or 'db rebase b/V5__a.sql'.");
	}

	@Test
	void conflictWhenManyVersionsAreSharedCountsTheRest() {
		for (int version = 5; version < 20; version++) {
			this.folder.with("V%d__a.sql".formatted(version), "").with("V%d__b.sql".formatted(version), "");
		}
		assertThat(message()).contains("V14__a.sql and V14__b.sql share version 14 and 5 more. To say")
			.doesNotContain("version 15");
	}

	@Test
	void conflictWhenOneOfASharedVersionStaysMovesTheOther() {
		this.folder.with("V5__a.sql", "select 2;").with("V5__b.sql", "select 3;");
		assertThat(conflict("V1__a.sql", "V5__b.sql").resolve()).containsExactly("db rebase V5__a.sql --onto V5__b.sql",
				"db merge V5__a.sql");
		assertThat(check("V1__a.sql", "V5__b.sql")).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("DUPLICATE_VERSION");
			assertThat(problem.message()).isEqualTo(
					"V5__b.sql and V5__a.sql share version 5. Because main already has V5__b.sql, use 'db rebase V5__a.sql --onto V5__b.sql' or 'db merge V5__a.sql'.");
			assertThat(problem.scripts()).containsExactly("V5__b.sql", "V5__a.sql");
		});
	}

	@Test
	void conflictWhenFileIsLateNamesThreeWays() {
		this.folder.with("V3__c.sql").with("V4__d.sql").with("V5__e.sql").with("V6__f.sql");
		String[] stay = { "V1__a.sql", "V5__e.sql", "V6__f.sql" };
		assertThat(conflict(stay)).isEqualTo(new HeadConflict(List.of("6"), List.of(), List.of("3", "4"),
				List.of("db rebase V3__c.sql V4__d.sql", "db merge 4 6", "spring.flyway.out-of-order=true")));
		assertThat(check(stay)).extracting(ScriptProblem::message)
			.containsExactly(
					"3 (V3__c.sql) and 4 (V4__d.sql) were added below 5 (V5__e.sql), which main already has. Use 'db rebase V3__c.sql V4__d.sql' or 'db merge 4 6' or 'spring.flyway.out-of-order=true'.");
	}

	@ParameterizedTest
	@CsvSource({ "AUTO,db merge 3 4,db rebase 4 --onto 3", "MERGE,db merge 3 4,db rebase 4 --onto 3",
			"REBASE,db rebase 4 --onto 3,db merge 3 4" })
	void resolveOfTwoHeadsBeginsWithThePreferredWay(Resolution preferred, String first, String second) {
		this.folder.with("V3__c.sql", "-- revises: 1").with("V4__d.sql", "-- revises: 1");
		this.resolution = preferred;
		assertThat(conflict().resolve()).containsExactly(first, second);
		assertThat(message()).endsWith("with '%s' or '%s'.".formatted(first, second));
	}

	@ParameterizedTest
	@CsvSource({ "AUTO,db rebase V3__c.sql", "MERGE,db merge 3 4", "REBASE,db rebase V3__c.sql" })
	void resolveOfALateFileBeginsWithThePreferredWay(Resolution preferred, String first) {
		this.folder.with("V3__c.sql").with("V4__d.sql");
		this.resolution = preferred;
		assertThat(conflict("V1__a.sql", "V4__d.sql").resolve()).startsWith(first)
			.containsExactlyInAnyOrder("db rebase V3__c.sql", "db merge 3 4", "spring.flyway.out-of-order=true");
	}

	@ParameterizedTest
	@CsvSource({ "AUTO,db rebase V5__a.sql --onto V5__b.sql", "MERGE,db merge V5__a.sql",
			"REBASE,db rebase V5__a.sql --onto V5__b.sql" })
	void resolveOfASharedVersionBeginsWithThePreferredWay(Resolution preferred, String first) {
		this.folder.with("V5__a.sql", "select 2;").with("V5__b.sql", "select 3;");
		this.resolution = preferred;
		assertThat(conflict("V1__a.sql", "V5__b.sql").resolve()).hasSize(2).startsWith(first);
	}

	@Test
	void conflictWhenHeaderNamesTheLateFileIsEmpty() {
		this.folder.with("V4__d.sql").with("V5__e.sql").with("V6__f.sql", "-- revises: 4, 5");
		assertThat(check("V1__a.sql", "V5__e.sql")).isEmpty();
	}

	@Test
	void conflictWhenHeaderNamesWhatHasPassedTheFileIsLate() {
		this.folder.with("V4__d.sql").with("V5__e.sql").with("V6__f.sql", "-- revises: 5");
		assertThat(conflict("V1__a.sql", "V5__e.sql").late()).containsExactly("4");
	}

	@Test
	void conflictWhenHeaderNamesTheLastOfSeveralLateFilesIsEmpty() {
		this.folder.with("V3__c.sql").with("V4__d.sql").with("V5__e.sql").with("V6__f.sql", "-- revises: 4, 5");
		assertThat(check("V1__a.sql", "V5__e.sql")).isEmpty();
	}

	@Test
	void conflictWhenNothingHasPassedTheFileIsEmpty() {
		this.folder.with("V4__d.sql").with("V5__e.sql");
		assertThat(check("V1__a.sql")).isEmpty();
		assertThat(check("V1__a.sql", "V4__d.sql")).isEmpty();
	}

	private HeadConflict conflict(String... stay) {
		return conflictCheck(stay).conflict().orElseThrow();
	}

	private String message() {
		return check().get(0).message();
	}

	private List<ScriptProblem> check(String... stay) {
		return conflictCheck(stay).problem().stream().toList();
	}

	private ConflictCheck conflictCheck(String... stay) {
		Set<String> names = Set.of(stay);
		MigrationScripts scripts = MigrationScripts.load(settings(), ScriptLocations.of(this.folder.path()), List.of())
			.keeping((script) -> names.contains(script.name()));
		return ConflictCheck.of(scripts, (script) -> names.contains(script.name()), "main", false).orElseThrow();
	}

	private ScriptSettings settings() {
		ScriptSettings standard = ScriptSettings.standard();
		return new ScriptSettings(standard.naming(), standard.encoding(), standard.detectEncoding(),
				standard.parentRule(), standard.failOnMissingLocations(), standard.validateNaming(),
				standard.verifyContent(), this.headRule, this.resolution);
	}

	private ConflictCheck of(CodeMigration... code) {
		return ConflictCheck
			.of(MigrationScripts.load(ScriptSettings.standard(), ScriptLocations.of(this.folder.path()), List.of(code)))
			.orElseThrow();
	}

	@Revises("1")
	private static final class OnFirst {

	}

}
