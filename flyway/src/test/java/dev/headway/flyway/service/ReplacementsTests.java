package dev.headway.flyway.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.MigrationGuard;
import dev.headway.flyway.Runner;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.script.ParentRule;
import dev.headway.script.edit.RebaseRequest;
import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.file.FileMover;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Replacements}: databases that have applied what {@code db rebase} has
 * moved since. Each script writes its name to a table, which shows how often it ran.
 */
class ReplacementsTests extends AbstractServiceTests {

	private final List<String> events = new ArrayList<>();

	@BeforeEach
	void createLog() {
		this.folder.with("V1__log.sql", "create table run (name varchar(20));", "insert into run values ('log');");
	}

	private void write(String name, String header) {
		String description = name.substring(name.indexOf("__") + 2).replace(".sql", "");
		this.folder.with(name, header, "insert into run values ('%s');".formatted(description));
	}

	private void withConflict(boolean headers) {
		write("V2__ours.sql", headers ? "-- revises: 1" : "-- ours");
		write("V3__theirs.sql", headers ? "-- revises: 1" : "-- theirs");
		this.folder.with("U2__ours.sql", "delete from run where name = 'ours';");
	}

	private void rebase(String... revisions) {
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of(revisions), null, null))
			.apply(FileMover.plain());
	}

	@Test
	void upgradeWhenSideWasRebasedRecordsItAndRunsTheOtherSide() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		MigrationState before = service().state();
		assertThat(before.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(before.pending()).containsExactly("3", "4");
		assertThat(before.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("REPLACED_VERSION");
			assertThat(problem.message())
				.isEqualTo("A rebase has moved what this database has applied: 2 (V2__ours.sql) is 4 (V4__ours.sql)"
						+ " now. The next upgrade records that, and does not run it again.");
			assertThat(problem.scripts()).containsExactly("V2__ours.sql", "V4__ours.sql");
		});
		assertThat(service().upgrade().applied()).containsExactly("3");
		assertThatAllIsApplied("log", "ours", "theirs");
		assertThat(historyRows()).anyMatch((row) -> row.contains("DELETE, V4__ours.sql"));
		assertThat(storedParents()).containsExactly("1 <- ", "3 <- 1", "4 <- 3");
	}

	/**
	 * As after a kill in the middle of the other side.
	 */
	@Test
	@Timeout(60)
	void upgradeWhenTheOtherSideWasInterruptedRecordsTheSideAndSaysHowToGoOn() {
		withConflict(true);
		service().upgrade("2");
		this.folder.with("V3__theirs.sql", "-- revises: 1", "create table theirs (id int);",
				"insert into nowhere values (1);");
		if (this.database == TestDatabase.POSTGRESQL) {
			this.folder.with("V3__theirs.sql.conf", "executeInTransaction=false");
		}
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().upgrade("3"));
		sql("delete from \"flyway_schema_history\" where \"version\" = '3'").update();
		sql("update \"flyway_schema_history_graph\" set \"parents\" = replace(\"parents\", 'phase=FAILED', 'phase=RUNNING')")
			.update();
		this.folder.with("V3__theirs.sql", "-- revises: 1", "create table theirs (id int);",
				"insert into run values ('theirs');");
		rebase("2");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
			.withMessageContaining("V3__theirs.sql was interrupted at statement 2 of 2 (line 3); 1 is done;")
			.satisfies(
					(failure) -> PrintedCommands.run(service(), String.valueOf(failure.getMessage()), "--continue-at"));
		assertThat(service().upgrade().applied()).isEmpty();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeWhenStockFlywayAppliedTheSideRecordsIt() {
		withConflict(true);
		this.folder.without("V3__theirs.sql");
		flyway().migrate();
		write("V3__theirs.sql", "-- revises: 1");
		rebase("2");
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "ours", "theirs", "both" })
	void upgradeOfEachDatabaseEndsAtTheSameHead(String applied) {
		withConflict(true);
		if (applied.equals("ours") || applied.equals("both")) {
			service().upgrade("2");
		}
		if (applied.equals("theirs") || applied.equals("both")) {
			service().upgrade("3");
		}
		rebase("2");
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeWhenChainOfASharedVersionWasRebasedRecordsAll() {
		write("V2__f.sql", "-- f");
		write("V3__g.sql", "-- g");
		write("V4__h.sql", "-- h");
		service().upgrade();
		write("V2__m.sql", "-- m");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("V2__f.sql", "V3__g.sql", "V4__h.sql"), "V2__m.sql", null))
			.apply(FileMover.plain());
		assertThat(service().upgrade().applied()).containsExactly("2");
		assertThatAllIsApplied("f", "g", "h", "log", "m");
	}

	@Test
	void upgradeWhenOnlyPartOfAChainWasAppliedRunsTheRest() {
		write("V2__f.sql", "-- revises: 1");
		write("V3__g.sql", "-- revises: 2");
		service().upgrade("2");
		write("V4__m.sql", "-- revises: 1");
		rebase("2", "3");
		assertThat(service().upgrade().applied()).containsExactly("4", "6");
		assertThatAllIsApplied("f", "g", "log", "m");
	}

	@Test
	void upgradeWhenRebasedTwiceRecordsTheLatest() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		write("V5__more.sql", "-- revises: 3");
		rebase("4");
		assertThat(service().upgrade().applied()).containsExactly("3", "5");
		assertThatAllIsApplied("log", "more", "ours", "theirs");
	}

	@Test
	void upgradeWhenRebasedTwiceAndRecordedInBetweenRecordsTheLatest() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		service().upgrade();
		write("V5__more.sql", "-- revises: 3");
		rebase("4");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThatAllIsApplied("log", "more", "ours", "theirs");
	}

	@Test
	void upgradeWhenOnlyTheHeaderChangedRecordsTheSameVersion() {
		write("V20__ours.sql", "-- revises: 1");
		service().upgrade();
		write("V10__theirs.sql", "-- revises: 1");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("20"), "10", null))
			.apply(FileMover.plain());
		assertThat(this.folder.path().resolve("V20__ours.sql")).content()
			.contains("-- revises: 10", "-- replaces: 20 ");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("10");
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeWhenMergeOfTheSideWasRebasedRecordsIt() {
		write("V2__f.sql", "-- revises: 1");
		write("V3__g.sql", "-- revises: 1");
		write("V4__join.sql", "-- revises: 2, 3");
		service().upgrade();
		write("V5__m.sql", "-- revises: 1");
		rebase("2", "3", "4");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThatAllIsApplied("f", "g", "join", "log", "m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "flyway", "group", "target" })
	void upgradeWithOtherSettingsRecordsBeforeFlywayRuns(String setting) {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		switch (setting) {
			case "flyway" -> FlywayMigrationService
				.of(FlywayEngine.of(flyway(), EngineSettings.of(ParentRule.AUTO).with(Runner.FLYWAY)), List.of())
				.upgrade();
			case "group" -> service((settings) -> settings.group(true)).upgrade();
			default -> {
				service((settings) -> settings.target("3")).upgrade();
				assertThat(service().state().find("4"))
					.hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(RevisionState.APPLIED));
			}
		}
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeToAnotherRevisionRecordsToo() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		service().upgrade("1");
		assertThat(service().state().find("4"))
			.hasValueSatisfying((entry) -> assertThat(entry.state()).isEqualTo(RevisionState.APPLIED));
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().state().problems()).isEmpty();
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void stateWhenParentsOfTheRecordedComeLaterIsNotLate() {
		withConflict(false);
		this.folder.without("V3__theirs.sql");
		service().upgrade();
		this.folder.with("V2__theirs.sql", "insert into run values ('theirs');");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("V2__ours.sql"), "V2__theirs.sql", null))
			.apply(FileMover.plain());
		service().upgrade("1");
		assertThat(service().state()).satisfies((state) -> {
			assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
			assertThat(state.pending()).containsExactly("2");
			assertThat(state.problems()).isEmpty();
		});
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeTellsListeners() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		MigrationListener listener = new MigrationListener() {

			@Override
			public void revisionMoved(String version, String applied) {
				ReplacementsTests.this.events.add(applied + " is " + version);
			}

			@Override
			public void revisionStarted(String version) {
				ReplacementsTests.this.events.add("run " + version);
			}

		};
		FlywayMigrationService.of(FlywayEngine.of(flyway(), ParentRule.AUTO), List.of(listener)).upgrade();
		assertThat(this.events).containsExactly("2 is 4", "run 3");
	}

	@Test
	void upgradeWhenBodyWasEditedRefuses() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		edit("V4__ours.sql", "'ours'", "'edited'");
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "V4__ours.sql replaces 2, but this database cannot follow",
				"It was edited after the rebase");
		assertThat(runs()).containsExactly("log", "ours");
	}

	@Test
	void upgradeWhenAnotherDeveloperAppliedEqualSqlUnderTheVersionRunsOurs() {
		this.folder.with("V2__ours.sql", "-- revises: 1", "insert into run values ('x');")
			.with("V3__theirs.sql", "-- revises: 1", "select 1;");
		rebase("2");
		this.folder.with("V2__hers.sql", "-- revises: 1", "insert into run values ('x');");
		service().upgrade("2");
		this.folder.with("V5__merge.sql", "-- revises: 2, 4");
		service().upgrade();
		assertThat(runs()).containsExactly("log", "x", "x");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenTheOldFileRemainsRefuses() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		write("V2__ours.sql", "-- revises: 1");
		this.folder.with("V5__merge.sql", "-- revises: 2, 4");
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED,
				"It is the same as V2__ours.sql, which this build still has. Delete one of the two files.");
		this.folder.without("V2__ours.sql").without("V5__merge.sql");
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeWhenTwoFilesClaimOneRowRefuses() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		this.folder.with("V5__ours.sql", read("V4__ours.sql").replace("-- revises: 3", "-- revises: 4"));
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED,
				"Only one of V4__ours.sql and V5__ours.sql can be 2 (V2__ours.sql).");
		assertThat(runs()).containsExactly("log", "ours");
	}

	@Test
	void upgradeWhenItRanTwiceRefusesUntilStamped() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		flyway((settings) -> settings.outOfOrder(true).ignoreMigrationPatterns("*:missing")).migrate();
		assertThat(runs()).containsExactly("log", "ours", "ours", "theirs");
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED,
				"It ran twice, as 2 (V2__ours.sql) and as 4 (V4__ours.sql).", "'db stamp 4 --replaces 2'");
		service().replace(Map.of("2", "4"));
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service().state().problems()).isEmpty();
		assertThatStockFlywayIsContent();
	}

	@Test
	void flywayWhenGuardedDoesNotRunWhatWasMoved() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		assertThatExceptionOfType(FlywayException.class)
			.isThrownBy(flyway((settings) -> settings.outOfOrder(true)
				.ignoreMigrationPatterns("*:missing")
				.callbacks(new MigrationGuard(EngineSettings.of(ParentRule.AUTO))))::migrate)
			.withMessageContaining("Headway vetoes V4__ours.sql: the database has applied it as 2 (V2__ours.sql).")
			.withMessageContaining("Call MigrationService.upgrade() instead of Flyway.");
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeAfterRepairRefusesUntilStamped() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		flyway().repair();
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "'flyway repair' has removed the row of 2 (V2__ours.sql)",
				"'db stamp 4 --replaces 2'", "headway.follow-rebase=false");
		service().replace(Map.of("2", "4"));
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeAfterRepairWithoutFollowingRunsTheScript() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		flyway().repair();
		unfollowing().upgrade();
		assertThat(runs()).containsExactly("log", "ours", "ours", "theirs");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void upgradeAfterHeadwayTookTheOldVersionBackRunsTheNew(boolean stamp) {
		withConflict(true);
		service().upgrade("2");
		if (stamp) {
			service().stamp("1");
			sql("delete from run where name = 'ours'").update();
		}
		else {
			service().downgrade("1");
		}
		rebase("2");
		assertThat(service().upgrade().applied()).containsExactly("3", "4");
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void upgradeWhenTheOldVersionIsBelowABaselineRefusesUntilStamped() {
		withConflict(true);
		sql("create table run (name varchar(20))").update();
		flyway((settings) -> settings.baselineVersion("3")).baseline();
		rebase("2");
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED,
				"2 is below the baseline 3 of this database, so nothing shows whether it has run.",
				"'db stamp 4 --replaces 2'");
		service().replace(Map.of("2", "4"));
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenTheOldVersionFailedRefuses() {
		withConflict(true);
		service().upgrade("1");
		this.folder.with("V2__ours.sql", "-- revises: 1", "insert into run values ('ours');");
		rebase("2");
		insertRow("2", "SQL", "V2__ours.sql", false);
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "V2__ours.sql failed");
		assertThat(runs()).containsExactly("log");
	}

	@Test
	void upgradeWhenScriptsAreOnlyCommentsTellsThemApartByDescription() {
		this.folder.with("V2__ours.sql", "-- revises: 1", "-- nothing")
			.with("V3__theirs.sql", "-- revises: 1", "-- nothing");
		service().upgrade("2");
		rebase("2");
		this.folder.with("V5__ours.sql", "-- revises: 4", "-- replaces: 3 0 revises 1", "-- nothing");
		assertThat(service().upgrade().applied()).containsExactly("3", "5");
		assertThatAllIsApplied("log");
	}

	/**
	 * Between the record and the new parents, stock Flyway refuses as it does for any
	 * version below the latest, and with {@code outOfOrder} it runs them.
	 */
	@Test
	void stockFlywayBeforeTheNewParentsRefusesOrRunsThem() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		service().upgrade("1");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway()::migrate);
		assertThat(runs()).containsExactly("log", "ours");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		flyway((settings) -> settings.outOfOrder(true)).migrate();
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void stateWithoutFollowingNamesTheCommand() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		MigrationState state = unfollowing().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.DIVERGED);
		assertThat(state.problems()).extracting(MigrationProblem::message)
			.singleElement()
			.asString()
			.contains("run 'db stamp 4 --replaces 2' before you start the application");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(unfollowing()::upgrade);
		unfollowing().replace(Map.of("2", "4"));
		unfollowing().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	@Test
	void downgradeBeforeTheDatabaseFollowedRefuses() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> service().downgrade("1"))
			.withMessageContaining("2 (V2__ours.sql), which is 4 (V4__ours.sql) now")
			.withMessageContaining("'db stamp 4 --replaces 2'");
		service().upgrade();
		service().downgrade("3");
		assertThat(runs()).containsExactly("log", "theirs");
		service().upgrade();
		assertThatAllIsApplied("log", "ours", "theirs");
	}

	/**
	 * Textbook: theirs has another version. Same version: theirs has the one that ours
	 * had.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void stateOfABuildFromBeforeTheRebaseIsAhead(boolean sameVersion) {
		write("V2__ours.sql", "-- revises: 1");
		service().upgrade();
		write(sameVersion ? "V2__theirs.sql" : "V3__theirs.sql", "-- revises: 1");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("V2__ours.sql"), sameVersion ? "V2__theirs.sql" : "3", null))
			.apply(FileMover.plain());
		service().upgrade();
		String moved = sameVersion ? "V3__ours.sql" : "V4__ours.sql";
		this.folder.without(moved).without(sameVersion ? "V2__theirs.sql" : "V3__theirs.sql");
		write("V2__ours.sql", "-- revises: 1");
		MigrationState state = service().state();
		assertThat(state.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("MOVED_BY_NEWER_BUILD");
			assertThat(problem.message()).isEqualTo("A newer build has moved V2__ours.sql: the database has it as "
					+ (sameVersion ? "3" : "4") + " (" + moved + "). This build does not run it again.");
		});
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.pending()).isEmpty();
		assertThat(service().upgrade().applied()).isEmpty();
		assertThat(runs()).containsExactly("log", "ours", "theirs");
	}

	@Test
	void stateOfABuildFromBeforeTheRebaseIsAheadAlthoughOnlyTheRowFollowed() {
		withConflict(true);
		this.folder.without("V3__theirs.sql");
		service().upgrade();
		write("V3__theirs.sql", "-- revises: 1");
		rebase("2");
		service().upgrade("1");
		this.folder.without("V4__ours.sql").without("V3__theirs.sql");
		write("V2__ours.sql", "-- revises: 1");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(service().upgrade().applied()).isEmpty();
		assertThat(runs()).containsExactly("log", "ours");
	}

	@Test
	void stateOfABuildFromBeforeAHeaderChangedIsAhead() {
		write("V20__ours.sql", "-- revises: 1");
		service().upgrade();
		String before = read("V20__ours.sql");
		write("V10__theirs.sql", "-- revises: 1");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("20"), "10", null))
			.apply(FileMover.plain());
		service().upgrade();
		this.folder.without("V10__theirs.sql").with("V20__ours.sql", before);
		assertThat(service().state().problems()).extracting(MigrationProblem::code)
			.containsExactly("MOVED_BY_NEWER_BUILD");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(runs()).containsExactly("log", "ours", "theirs");
	}

	/**
	 * As measured for the documentation: stock Flyway refuses, and with
	 * {@code outOfOrder} it runs the script a second time.
	 */
	@Test
	void stockFlywayOfABuildFromBeforeTheRebaseRefusesOrRunsTheScriptAgain() {
		withConflict(true);
		service().upgrade("2");
		rebase("2");
		service().upgrade();
		this.folder.without("V4__ours.sql").without("V3__theirs.sql");
		write("V2__ours.sql", "-- revises: 1");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway()::migrate);
		assertThat(runs()).containsExactly("log", "ours", "theirs");
		flyway((settings) -> settings.outOfOrder(true)).migrate();
		assertThat(runs()).containsExactly("log", "ours", "ours", "theirs");
	}

	@Test
	void replaceOfAJavaMigrationRecordsIt() {
		service((settings) -> settings.javaMigrations(new RunInJava("2"))).upgrade();
		this.folder.with("V2__theirs.sql", "insert into run values ('theirs');");
		MigrationService service = service((settings) -> settings.javaMigrations(new RunInJava("3")));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.DIVERGED);
		service.replace(Map.of("2", "3"));
		assertThat(service.upgrade().applied()).containsExactly("2");
		assertThat(runs()).containsExactly("java", "log", "theirs");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void replaceWhenVersionIsNotAppliedOrIsAnotherRevisionRefuses() {
		withConflict(true);
		this.folder.without("V3__theirs.sql");
		service().upgrade();
		write("V3__theirs.sql", "-- revises: 2");
		assertThatReplaceIsRefused("7", "3", "the database has not applied 7");
		assertThatReplaceIsRefused("2", "3", "2 is V2__ours.sql, which this build has");
		assertThatReplaceIsRefused("x", "3", "'x' is not a version");
	}

	private void assertThatReplaceIsRefused(String old, String revision, String words) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> service().replace(Map.of(old, revision)))
			.withMessageStartingWith("Nothing was recorded: ")
			.withMessageContaining(words);
	}

	private MigrationService unfollowing() {
		return FlywayMigrationService
			.of(FlywayEngine.of(flyway(), EngineSettings.of(ParentRule.AUTO).withoutFollowing()), List.of());
	}

	private void edit(String name, String from, String to) {
		this.folder.with(name, read(name).replace(from, to));
	}

	private String read(String name) {
		try {
			return Files.readString(this.folder.path().resolve(name)).stripTrailing();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> runs() {
		return sql("select name from run order by name").query(String.class).list();
	}

	/**
	 * Make sure that each script ran once, and that Headway and stock Flyway see nothing
	 * left to do, also after a repair.
	 */
	private void assertThatAllIsApplied(String... names) {
		assertThat(runs()).containsExactly(names);
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.problems()).isEmpty();
		assertThat(state.current()).isEqualTo(state.heads()).hasSize(1);
		assertThatStockFlywayIsContent();
		flyway().repair();
		assertThat(service().state()).isEqualTo(state);
		assertThat(service().upgrade().applied()).isEmpty();
		assertThat(runs()).containsExactly(names);
	}

	/**
	 * A migration whose class gets another version.
	 */
	private static final class RunInJava extends SqlInJava {

		RunInJava(String version) {
			super(version, "run", "insert into run values ('java')");
		}

	}

}
