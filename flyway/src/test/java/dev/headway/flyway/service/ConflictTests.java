package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.plan.HeadConflict;
import dev.headway.script.edit.RebaseRequest;
import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.file.FileMover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What two branches leave behind in projects without headers: a late file, a shared
 * version, or one file with a header. Each printed command is run as it is printed.
 */
class ConflictTests extends AbstractServiceTests {

	@Test
	void stateWhenAFileIsLateIsAConflictWithThreeWaysOut() {
		withLateFile();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(conflict(state)).isEqualTo(new HeadConflict(List.of("5"), List.of(), List.of("4"),
				List.of("db rebase V4__d.sql", "db merge 4 5", "spring.flyway.out-of-order=true")));
		assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("LATE_REVISION");
		assertThatUpgradeIsRefused(MigrationStatus.CONFLICT,
				"4 (V4__d.sql) was added below 5 (V5__e.sql), which this database already has. Use 'db rebase V4__d.sql' or 'db merge 4 5' or 'spring.flyway.out-of-order=true'.");
		assertThat(tables()).doesNotContain("d");
	}

	@Test
	void stateWhenALateFileIsNewToTheDatabaseIsNoConflict() {
		withFiles("3", "4", "5");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("3", "4", "5");
	}

	@Test
	void upgradeAfterTheRebaseOfALateFileAppliesItAsHead() {
		withLateFile();
		run(conflict(service().state()).resolve().get(0));
		assertThat(service().upgrade().applied()).containsExactly("6");
		assertThatStockFlywayAgrees();
	}

	@Test
	void upgradeWhenAHeaderNamesTheLateFileAppliesIt() {
		withLateFile();
		this.folder.with("V6__merge.sql", "-- revises: 4, 5");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("4", "6");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenOutOfOrderAppliesALateFile() {
		withLateFile();
		assertThat(service((settings) -> settings.outOfOrder(true)).upgrade().applied()).containsExactly("4");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void stateWhenLateFilesAreIgnoredIsUpToDate() {
		withLateFile();
		assertThat(service((settings) -> settings.ignoreMigrationPatterns("*:ignored")).state().status())
			.isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeAfterTheRebaseOfSeveralLateFilesKeepsTheirOrder() {
		withFiles("1", "9");
		service().upgrade();
		withFiles("3", "4", "10");
		assertThat(conflict(service().state()).late()).containsExactly("3", "4");
		run(conflict(service().state()).resolve().get(0));
		assertThat(service().upgrade().applied()).containsExactly("11", "12", "13");
		assertThat(service().state().history()).extracting(HistoryEntry::script)
			.containsExactly("V1__a.sql", "V9__i.sql", "V11__c.sql", "V12__d.sql", "V13__j.sql");
		assertThatStockFlywayAgrees();
	}

	@Test
	void stateWhenTwoFilesShareAVersionIsAConflictThatNamesBoth() {
		withFiles("1", "2");
		this.folder.with("V2__x.sql", "create table x (id int);");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("DUPLICATE_VERSION");
		assertThat(state.problems().get(0).scripts()).containsExactlyInAnyOrder("V2__b.sql", "V2__x.sql");
		assertThat(conflict(state).resolve()).containsExactly("db rebase V2__b.sql", "db rebase V2__x.sql");
		assertThatUpgradeIsRefused(MigrationStatus.CONFLICT, "share version 2");
		assertThat(tables()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "V2__b.sql, V2__x.sql", "V2__x.sql, V2__b.sql" })
	void upgradeAfterTheRebaseOfASharedVersionAppliesTheOtherFile(String applied, String other) {
		withFiles("1");
		this.folder.with(applied, "create table %s (id int);".formatted(table(applied)));
		service().upgrade();
		this.folder.with(other, "create table %s (id int);".formatted(table(other)));
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("DUPLICATE_VERSION");
		assertThatRevision(state, "2", RevisionState.APPLIED);
		assertThatRevision(state, other, RevisionState.PENDING);
		assertThat(conflict(state).resolve()).containsExactly("db rebase %s --onto %s".formatted(other, applied),
				"db merge " + other);
		run(conflict(state).resolve().get(0));
		assertThat(service().upgrade().applied()).containsExactly("3");
		assertThatStockFlywayAgrees();
	}

	@Test
	void upgradeAfterTheRebaseOfABranchWithSharedVersionsKeepsItsOrder() {
		withFiles("1", "2", "3");
		service().upgrade();
		this.folder.with("V2__x.sql", "create table x (id int);")
			.with("V3__y.sql", "create table y (id int);")
			.with("V4__z.sql", "create table z (id int);");
		run(conflict(service().state()).resolve().get(0));
		assertThat(service().upgrade().applied()).containsExactly("5", "6", "7");
		assertThat(service().state().history()).extracting(HistoryEntry::script)
			.containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql", "V5__x.sql", "V6__y.sql", "V7__z.sql");
		assertThatStockFlywayAgrees();
	}

	@Test
	void stateWhenOnlyOneBranchWritesHeadersHasTheSameHeadsOnEveryDatabase() {
		withFiles("3", "5");
		this.folder.without("V5__e.sql").with("V4__d.sql", "-- revises: 3", "create table d (id int);");
		service().upgrade();
		withFiles("5");
		MigrationState state = service().state();
		assertThat(conflict(state).heads()).containsExactly("4", "5");
		assertThat(conflict(state).resolve()).containsExactly("db merge 4 5", "db rebase 5 --onto 4");
		run("db rebase 5 --onto 4");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThatStockFlywayAgrees();
	}

	@Test
	void stateWhenAnotherScriptHasTheVersionNamesBothAndNeverAdvisesRepair() {
		withFiles("1", "2");
		service().upgrade();
		this.folder.without("V2__b.sql").with("V2__other.sql", "create table other (id int);");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(state.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("DIFFERENT_SCRIPT");
			assertThat(problem.message()).contains("V2__other.sql", "V2__b.sql").doesNotContain("repair");
		});
		assertThat(state.current()).containsExactly("V2__b.sql");
		assertThat(state.find("2")).hasValueSatisfying((entry) -> {
			assertThat(entry.script()).isEqualTo("V2__other.sql");
			assertThat(entry.state()).isEqualTo(RevisionState.PENDING);
			assertThat(entry.installedOn()).isNull();
			assertThat(entry.sameVersion()).containsExactly("V2__b.sql");
		});
		assertThat(state.find("V2__b.sql")).hasValueSatisfying((entry) -> {
			assertThat(entry.state()).isEqualTo(RevisionState.UNKNOWN);
			assertThat(entry.installedOn()).isNotNull();
			assertThat(entry.sameVersion()).containsExactly("2");
		});
		assertThat(state.appliedCount()).isEqualTo(2);
	}

	private void withLateFile() {
		withFiles("3", "5");
		service().upgrade();
		withFiles("4");
	}

	private void withFiles(String... versions) {
		for (String version : versions) {
			String name = Character.toString('a' + Integer.parseInt(version) - 1);
			this.folder.with("V%s__%s.sql".formatted(version, name), "create table %s (id int);".formatted(name));
		}
	}

	private static String table(String script) {
		return script.substring("V2__".length(), script.indexOf('.'));
	}

	private static HeadConflict conflict(MigrationState state) {
		return Optional.ofNullable(state.conflict()).orElseThrow();
	}

	/**
	 * Run a printed rebase in the folder, as the command does without Git.
	 */
	private void run(String command) {
		assertThat(command).startsWith("db rebase ");
		List<String> arguments = new ArrayList<>(
				Arrays.asList(command.split(" ", -1)).subList(2, command.split(" ", -1).length));
		int option = arguments.indexOf("--onto");
		@Nullable String onto = (option >= 0) ? arguments.get(option + 1) : null;
		List<String> revisions = (option >= 0) ? arguments.subList(0, option) : arguments;
		ScriptFolder.of(this.folder.path()).rebase(new RebaseRequest(revisions, onto, null)).apply(FileMover.plain());
	}

	private void assertThatStockFlywayAgrees() {
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(flyway().migrate().migrationsExecuted).isZero();
	}

}
