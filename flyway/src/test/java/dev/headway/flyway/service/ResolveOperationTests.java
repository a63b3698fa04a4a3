package dev.headway.flyway.service;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResolveOperation}: scripts that a failure does not roll back. On
 * PostgreSQL these run outside of a transaction.
 */
class ResolveOperationTests extends AbstractServiceTests {

	private static final String[] SCRIPT = { "create table a (id int);", "create table b (id int);",
			"create table old (id int);", "create table c (id int);", "insert into c values (1);" };

	@BeforeEach
	void fail() {
		this.folder.with("V1__old.sql", "create table old (id int);");
		write("V21__shop.sql", SCRIPT);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
			.withMessageContaining("at line 3 of V21__shop.sql. The database says: ")
			.withMessageEndingWith(
					"In the database the latest applied version is 1. V21__shop.sql failed at statement 3 of 5 (line 3); 1 and 2 are done; check whether 3 is. 'db resolve 21' shows what the database says about it. Fix the cause, and run 'db resolve 21 --continue-at 3' to run the rest, 'db resolve 21 --applied' if you have completed it, or 'db resolve 21 --rolled-back' if you have reverted it.");
	}

	private void write(String name, String... lines) {
		this.folder.with(name, lines);
		if (this.database == TestDatabase.POSTGRESQL) {
			this.folder.with(name + ".conf", "executeInTransaction=false");
		}
	}

	@Test
	void failureTellsWhatTheCatalogSays() {
		FailedMigration failure = service().failure("21");
		assertThat(failure.symbol()).isEqualTo("21");
		assertThat(failure.script()).isEqualTo("V21__shop.sql");
		assertThat(failure.statement()).isEqualTo("create table old (id int)");
		assertThat(failure.findings()).containsExactly("Statement 3 (line 3): the table old exists.");
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "V21__shop.sql failed at statement 3 of 5 (line 3) on ",
				"; 1 and 2 are done; check whether 3 is. ");
	}

	@Test
	void resolveAtTheStatementThatFailedRunsItAfterItWasFixed() {
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], "alter table old add column name varchar(9);", SCRIPT[3],
				SCRIPT[4]);
		assertThat(service().resolve("21", FailureOutcome.continuesAt(3)).applied()).containsExactly("21");
		assertThat(sql("select count(*) from c").query(Integer.class).single()).isOne();
		assertThat(storedParents()).containsExactly("1 <- ", "21 <- 1");
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveAfterTheStatementThatFailedLeavesItOut() {
		assertThat(service().resolve("V21__shop.sql", FailureOutcome.continuesAt(4)).applied()).containsExactly("21");
		assertThat(tables()).contains("a", "b", "c");
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveWhenTheRestFailsSaysWhereAgain() {
		sql("create table c (id int)").update();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> service().resolve("21", FailureOutcome.continuesAt(4)))
			.withMessageContaining("failed at statement 4 of 5 (line 4); 1, 2 and 3 are done; check whether 4 is.");
		assertThat(service().resolve("21", FailureOutcome.continuesAt(5)).applied()).containsExactly("21");
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveAsAppliedRecordsIt() {
		sql("create table c (id int)").update();
		assertThat(service().resolve("21", FailureOutcome.APPLIED).applied()).containsExactly("21");
		assertThat(storedParents()).containsExactly("1 <- ", "21 <- 1");
		assertThatRevision(service().state(), "21", RevisionState.APPLIED);
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveAsRolledBackLetsTheNextUpgradeRunItFromTheStart() {
		sql("drop table a").update();
		sql("drop table b").update();
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], SCRIPT[3], SCRIPT[4]);
		assertThat(service().resolve("21", FailureOutcome.ROLLED_BACK).state().status())
			.isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("21");
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveWhenWhatIsDoneHasChangedIsRefused() {
		write("V21__shop.sql", SCRIPT[0], "create table b (id bigint);", "select 1;", SCRIPT[3], SCRIPT[4]);
		assertThatRefused(3,
				"V21__shop.sql cannot go on at statement 3: its first 2 statements, or placeholders in them, have changed since they ran.");
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], "select 1;", SCRIPT[3], SCRIPT[4]);
		assertThatRefused(4,
				"V21__shop.sql cannot go on at statement 4: its first 3 statements, or placeholders in them, have changed since they ran.");
		assertThatRefused(6, "V21__shop.sql cannot go on at statement 6: it has only 5 statements.");
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "V21__shop.sql failed at statement 3");
	}

	@Test
	void resolveWhenTheRestNeedsTheSessionIsRefused() {
		service().resolve("21", FailureOutcome.ROLLED_BACK);
		sql("drop table a").update();
		String setting = switch (this.database) {
			case H2 -> "set @x = 1;";
			case POSTGRESQL -> "set application_name = 'x';";
			case MARIADB -> "set @x = 1;";
		};
		write("V21__shop.sql", setting, SCRIPT[0], SCRIPT[2], SCRIPT[3]);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade);
		assertThatRefused(3,
				"V21__shop.sql cannot go on at statement 3: the statement at line 1 ended with its session, and the rest may need it. Complete or revert it yourself, and use '--applied' or '--rolled-back'.");
	}

	private void assertThatRefused(int statement, String message) {
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service().resolve("21", FailureOutcome.continuesAt(statement)))
			.withMessageStartingWith("Nothing was recorded: " + message);
	}

	@Test
	void resolveOrUpgradeWhenFlywaysRunnerWouldRepeatWhatIsDoneIsRefused() {
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], "select 1;", SCRIPT[3], SCRIPT[4]);
		String reason = "only Headway's runner can run the rest of V21__shop.sql";
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service((settings) -> settings.group(true)).resolve("21", FailureOutcome.continuesAt(3)))
			.withMessageStartingWith("Nothing was recorded: " + reason);
		sql("delete from \"flyway_schema_history\" where \"version\" = '21'").update();
		sql("update \"flyway_schema_history_graph\" set \"parents\" = replace(\"parents\", 'phase=FAILED', 'phase=CONTINUED')")
			.update();
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service((settings) -> settings.group(true)).upgrade())
			.withMessageStartingWith("Nothing was applied: " + reason);
		assertThat(service().upgrade().applied()).containsExactly("21");
		assertThatStockFlywayIsContent();
	}

	@Test
	void resolveWithoutAFailureIsRefused() {
		assertThatExceptionOfType(MigrationRefusedException.class)
			.isThrownBy(() -> service().resolve("1", FailureOutcome.APPLIED))
			.withMessageStartingWith("Nothing was recorded: the schema history has no failed row of '1'.");
	}

	/**
	 * As after a kill between the decision and the upgrade.
	 */
	@Test
	void upgradeWhenTheScriptChangedAfterTheDecisionRecordsTheFailureAgain() {
		sql("update \"flyway_schema_history_graph\" set \"parents\" = replace(\"parents\", 'phase=FAILED', 'phase=CONTINUED') where \"version\" = '<< Headway run >>'")
			.update();
		sql("delete from \"flyway_schema_history\" where \"success\" = false").update();
		write("V21__shop.sql", SCRIPT[0], "create table b (id bigint);", SCRIPT[3], SCRIPT[4]);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
			.withMessageMatching(
					"The upgrade failed: V21__shop\\.sql cannot go on after statement 2: its first 2 statements, or placeholders in them, have changed since they ran\\.\\RV21__shop\\.sql failed at statement 3 of 5 .*'db resolve 21 --rolled-back' if you have reverted it\\.");
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], SCRIPT[3], SCRIPT[4]);
		assertThat(service().resolve("21", FailureOutcome.continuesAt(3)).applied()).containsExactly("21");
		assertThatStockFlywayIsContent();
	}

	@Test
	void repairOfStockFlywayIsHonored() {
		sql("drop table a").update();
		sql("drop table b").update();
		flyway().repair();
		write("V21__shop.sql", SCRIPT[0], SCRIPT[1], SCRIPT[3]);
		assertThat(service().upgrade().applied()).containsExactly("21");
		assertThat(storedParents()).containsExactly("1 <- ", "21 <- 1");
	}

	@Test
	void repairRemovesFailedRows() {
		assertThat(service().repair().removed()).containsExactly("21 (shop)");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
	}

	@Test
	void upgradeOfRowsThatFailsLeavesNothingOnMariaDb() {
		Assumptions.assumeTrue(this.database == TestDatabase.MARIADB, "Skipped: the same elsewhere.");
		service().resolve("21", FailureOutcome.ROLLED_BACK);
		write("V21__shop.sql", "insert into old values (1);", "insert into old values ('x');");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
			.withMessageEndingWith(
					"V21__shop.sql failed, and nothing of it is left. Fix the cause, remove the failed row with 'db resolve 21 --rolled-back', and start again.");
		assertThat(sql("select count(*) from old").query(Integer.class).single()).isZero();
	}

}
