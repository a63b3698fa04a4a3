package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import dev.headway.flyway.FlywayEngine;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is left of a downgrade that fails or comes too late, and how to go on.
 */
class DowngradeFailureTests extends AbstractServiceTests {

	private static final String BROKEN = "U3__add_avatars.sql";

	private static final String[] FAILS_AFTER_ITS_WORK = { "alter table users drop column avatar;",
			"insert into nowhere values (1);" };

	private void failHalfWay() {
		this.folder.withStory().with(BROKEN, FAILS_AFTER_ITS_WORK);
		service().upgrade();
		MigrationService service = service();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service.downgrade("1"))
			.withMessageContaining("The downgrade failed at 3 after 4 was undone")
			.withMessageContaining(rollsBack() ? "Nothing is half done" : BROKEN
					+ " failed at statement 2 of 2 (line 2); 1 is done; what came after was rolled back. 'db resolve 3' shows what the database says about it. Fix the cause, and run 'db resolve 3 --continue-at 2' to run the rest, 'db stamp --purge 2' if you have completed it, or 'db resolve 3 --rolled-back' if you have reverted it.");
	}

	private boolean rollsBack() {
		return this.database == TestDatabase.POSTGRESQL;
	}

	@Test
	void stateWhenScriptFailedHalfWayNamesIt() {
		failHalfWay();
		MigrationState state = service().state();
		assertThat(state.current()).containsExactlyInAnyOrder("2", "3");
		if (rollsBack()) {
			assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
			assertThat(historyRows()).hasSize(5);
			assertThat(sql("select count(avatar) from users").query(Integer.class).single()).isZero();
			return;
		}
		assertThat(state.status()).isEqualTo(MigrationStatus.FAILED);
		assertThat(state.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("HALF_UNDONE");
			assertThat(problem.message()).contains(BROKEN + " failed at statement 2 of 2 (line 2) on ",
					"db stamp --purge 2", "db resolve 3 --continue-at 2");
			assertThat(problem.scripts()).containsExactly(BROKEN);
		});
		assertThatRevision(state, "3", RevisionState.FAILED);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().upgrade())
			.withMessageContaining(BROKEN);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("2@1"))
			.withMessageContaining(BROKEN);
	}

	@Test
	void downgradeWhenRepeatedCompletes() {
		failHalfWay();
		this.folder.with(BROKEN, rollsBack() ? "alter table users drop column avatar;"
				: "alter table users drop column if exists avatar;");
		assertThat(service().downgrade("1").undone()).containsExactly("3", "2");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("2", "3", "4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void downgradeThatWouldRepeatWhatIsDoneIsRefused() {
		failHalfWay();
		Assumptions.assumeFalse(rollsBack(), "Skipped: nothing is half done.");
		List<String> rows = historyRows();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().downgrade("1"))
			.withMessageStartingWith("Nothing was undone: " + BROKEN + " failed at statement 2 of 2 (line 2) on ")
			.withMessageContaining("'db resolve 3 --continue-at 2' to run the rest");
		assertThat(historyRows()).isEqualTo(rows);
	}

	@Test
	void resolveRunsTheRestAfterItWasFixed() {
		failHalfWay();
		Assumptions.assumeFalse(rollsBack(), "Skipped: nothing is half done.");
		String message = service().state().problems().get(0).message();
		assertThat(service().failure("3").statement()).isEqualTo("insert into nowhere values (1)");
		this.folder.with(BROKEN, FAILS_AFTER_ITS_WORK[0], "select 1;");
		PrintedCommands.run(service(), message, "--continue-at");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().state().current()).containsExactly("2");
		assertThat(service().downgrade("1").undone()).containsExactly("2");
		assertThat(service().upgrade().applied()).containsExactly("2", "3", "4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveWhenWhatIsDoneHasChangedIsRefused() {
		failHalfWay();
		Assumptions.assumeFalse(rollsBack(), "Skipped: nothing is half done.");
		this.folder.with(BROKEN, "select 1;", "select 2;");
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service().resolve("3", FailureOutcome.continuesAt(2)))
			.withMessage(
					"Nothing was recorded: %s cannot go on at statement 2: its first statement, or a placeholder in it, has changed since it ran. Complete it yourself, and run 'db stamp --purge 2', or revert it, and run 'db resolve 3 --rolled-back'.",
					BROKEN);
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service().resolve("3", FailureOutcome.APPLIED))
			.withMessageContaining("3 (U3__add_avatars.sql) was being undone. ")
			.withMessageContaining("'db stamp --purge 2' if you have completed it");
	}

	@Test
	void resolveWhenAnotherProcessGoesOnMeanwhileIsRefused() {
		failHalfWay();
		Assumptions.assumeFalse(rollsBack(), "Skipped: nothing is half done.");
		this.folder.with(BROKEN, FAILS_AFTER_ITS_WORK[0], "create table other (id int);", FAILS_AFTER_ITS_WORK[1]);
		MigrationService first = service();
		MigrationService second = FlywayMigrationService.of(FlywayEngine.of(flyway(), ParentRule.AUTO),
				List.of(new MigrationListener() {

					@Override
					public void downgradeStarted(MigrationState before) {
						assertThatExceptionOfType(MigrationFailedException.class)
							.isThrownBy(() -> first.resolve("3", FailureOutcome.continuesAt(2)));
					}

				}));
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> second.resolve("3", FailureOutcome.continuesAt(2)))
			.withMessage(
					"Nothing was undone. While this command was waiting, another process went on with %s. 'db resolve 3' shows how far it got.",
					BROKEN);
		assertThat(service().failure("3").message()).contains("failed at statement 3 of 3");
	}

	@Test
	void stateWhenAScriptFailedThatLeftNothingIsNotHalfUndone() {
		this.folder.withStory()
			.with(BROKEN, "insert into nowhere values (1);", "alter table users drop column avatar;");
		service().upgrade();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service().downgrade("1"))
			.withMessageEndingWith("Nothing is half done. Fix the script and run the downgrade again.");
		assertThat(service().state().current()).containsExactlyInAnyOrder("2", "3");
		assertThat(service().state().problems()).isEmpty();
		assertThat(service().upgrade().applied()).containsExactly("4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void stampWhenRestWasDoneByHandCompletes() {
		failHalfWay();
		assertThat(service().stamp(List.of("2"), true).removed()).containsExactly("3");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().state().current()).containsExactly("2");
	}

	@Test
	void repairWhenWorkWasTakenBackByHandRemovesMark() {
		failHalfWay();
		if (!rollsBack()) {
			sql("alter table users add avatar varchar(100)").update();
		}
		flyway().repair();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void downgradeWhenSeveralRaceRunsOnce() throws Exception {
		this.folder.withStory();
		service().upgrade();
		int racers = 3;
		ExecutorService threads = Executors.newFixedThreadPool(racers);
		try {
			CyclicBarrier start = new CyclicBarrier(racers);
			List<Callable<String>> downgrades = new ArrayList<>();
			for (int i = 0; i < racers; i++) {
				this.pool = newPool(2);
				MigrationService service = service();
				downgrades.add(() -> race(service, start));
			}
			List<String> outcomes = new ArrayList<>();
			for (Future<String> outcome : threads.invokeAll(downgrades)) {
				outcomes.add(outcome.get());
			}
			assertThat(outcomes).filteredOn("[4, 3, 2, 1]"::equals).hasSizeLessThanOrEqualTo(1);
			assertThat(outcomes).allMatch((outcome) -> outcome.equals("[4, 3, 2, 1]") || outcome.equals("[]")
					|| outcome.contains("another process changed the schema history"));
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(service().state().problems()).isEmpty();
		assertThat(historyRows()).filteredOn((row) -> row.contains("DELETE")).doesNotHaveDuplicates();
		service().upgrade();
		assertThatStockFlywayIsContent();
	}

	private static String race(MigrationService service, CyclicBarrier start) throws Exception {
		start.await();
		try {
			return service.downgrade("base").undone().toString();
		}
		catch (MigrationRefusedException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
