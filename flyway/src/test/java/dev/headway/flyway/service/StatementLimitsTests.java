package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Runner;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.UpgradeResult;
import dev.headway.script.HeadRule;
import dev.headway.script.ParentRule;
import dev.headway.script.Resolution;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for statements of scripts that wait for locks on MariaDB, that say themselves how
 * long they wait, and that run too long.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StatementLimitsTests extends AbstractServiceTests {

	private static final LockTimeout PATIENT = new LockTimeout(Duration.ofSeconds(1), 1000);

	private static final LockTimeout IMPATIENT = new LockTimeout(Duration.ofSeconds(1), 1);

	@BeforeEach
	void upgradeFirst() {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: H2 is left as it is.");
		this.folder.with("V1__users.sql", "create table users (id int);");
		service().upgrade();
	}

	private MigrationService service(LockTimeout locks, Duration statements) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway(), new EngineSettings(ParentRule.AUTO, HeadRule.ONE,
				Resolution.AUTO, Runner.HEADWAY, true, locks, statements)), List.of());
	}

	private Connection reader() throws SQLException {
		Connection reader = newPool(1).getConnection();
		reader.setAutoCommit(false);
		try (Statement statement = reader.createStatement()) {
			statement.executeQuery("select * from users");
		}
		return reader;
	}

	@Test
	void upgradeBehindAReaderOnMariaDbRepeatsTheStatementOnly() throws SQLException {
		requireMariaDb();
		this.folder.with("V2__emails.sql", "create table a (id int);", "insert into a values (1);",
				"alter table users add column email varchar(9);");
		CompletableFuture<List<String>> upgrade;
		try (Connection reader = reader();
				HikariDataSource others = newPool(1);
				Connection other = others.getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("set lock_wait_timeout = 30");
			upgrade = Background.call(() -> service(PATIENT, Duration.ZERO).upgrade().applied());
			for (int wait = 0; wait < 2; wait++) {
				Awaitility.await().until(this::isAnyoneWaitingForALock);
				statement.executeQuery("select count(*) from users");
			}
			assertThat(upgrade).isNotDone();
			reader.rollback();
		}
		assertThat(upgrade.join()).containsExactly("2");
		assertThat(sql("select count(*) from a").query(Integer.class).single()).isOne();
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatNeverGetsTheLockOnMariaDbGoesOnAtItsStatement() throws SQLException {
		requireMariaDb();
		this.folder.with("V2__emails.sql", "create table a (id int);",
				"alter table users add column email varchar(9);");
		try (Connection reader = reader()) {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(service(IMPATIENT, Duration.ZERO)::upgrade)
				.withMessageContaining("2 (V2__emails.sql) did not get a lock at line 2 within 1000 ms")
				.withMessageContaining("It may be held by connection ")
				.withMessageContaining(
						"V2__emails.sql did not get a lock at statement 2 of 2 (line 2); 1 is done, 2 is not.");
			reader.rollback();
		}
		assertThat(service().resolve("2", FailureOutcome.continuesAt(2)).applied()).containsExactly("2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatDoesNotGetARowOnMariaDbNamesWhoMayHaveIt() throws SQLException {
		requireMariaDb();
		this.folder.with("V2__names.sql", "create table a (id int);", "insert into a values (1);",
				"set innodb_lock_wait_timeout = 1;", "update users set id = 2;");
		sql("insert into users values (1)").update();
		try (Connection writer = newPool(1).getConnection(); Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.executeUpdate("update users set id = 3");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
				.withMessageContaining("2 (V2__names.sql) did not get a row at line 4: ")
				.withMessageContaining(
						"Lock wait timeout exceeded; try restarting transaction. It may be held by connection ")
				.withMessageContaining("Nothing is wrong with the script")
				.withMessageContaining("V2__names.sql failed at statement 2 of 4 (line 2); 1 is done");
			writer.rollback();
		}
		assertThat(service().resolve("2", FailureOutcome.continuesAt(2)).applied()).containsExactly("2");
		assertThat(sql("select id from users").query(Integer.class).single()).isEqualTo(2);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatDoesNotGetItsFirstRowOnMariaDbLeavesNothing() throws SQLException {
		requireMariaDb();
		this.folder.with("V2__names.sql", "set innodb_lock_wait_timeout = 1;", "update users set id = 2;");
		sql("insert into users values (1)").update();
		try (Connection writer = newPool(1).getConnection(); Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.executeUpdate("update users set id = 3");
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
				.withMessageContaining("2 (V2__names.sql) did not get a row at line 2: ")
				.withMessageContaining(
						"V2__names.sql failed, and nothing of it is left. Fix the cause, remove the failed row with 'db resolve 2 --rolled-back', and start again.");
			writer.rollback();
		}
		service().resolve("2", FailureOutcome.ROLLED_BACK);
		assertThat(service().upgrade().applied()).containsExactly("2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatFailsForAnotherReasonAfterAWaitOnMariaDbSaysThatReason() throws SQLException {
		requireMariaDb();
		this.folder.with("V2__emails.sql", "alter table users add column email varchar(9);");
		Flyway flyway = flyway((settings) -> settings.javaMigrations(new SqlInJava("3", "java", "drop table nosuch")));
		MigrationService service = FlywayMigrationService
			.of(FlywayEngine.of(flyway, EngineSettings.of(ParentRule.AUTO).with(PATIENT)), List.of());
		CompletableFuture<UpgradeResult> upgrade;
		try (Connection reader = reader();
				HikariDataSource others = newPool(1);
				Connection other = others.getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("set lock_wait_timeout = 30");
			upgrade = Background.call(service::upgrade);
			for (int wait = 0; wait < 2; wait++) {
				Awaitility.await().until(this::isAnyoneWaitingForALock);
				statement.executeQuery("select count(*) from users");
			}
			reader.rollback();
		}
		assertThatExceptionOfType(CompletionException.class).isThrownBy(upgrade::join)
			.withMessageContaining("nosuch")
			.withMessageNotContaining("did not get a lock");
		assertThat(service().state().current()).containsExactly("2");
	}

	@Test
	void upgradeOnMariaDbLeavesNothingInThePool() {
		requireMariaDb();
		this.folder.with("V2__emails.sql", "create table a (id int);");
		service(PATIENT, Duration.ofSeconds(7)).upgrade();
		for (int i = 0; i < 2; i++) {
			assertThat(
					sql("select concat(@@lock_wait_timeout, ' ', @@max_statement_time)").query(String.class).single())
				.isEqualTo("86400 0.000000");
		}
	}

	@Test
	void upgradeWhereSomebodySetATimeoutOnMariaDbKeepsIt() {
		requireMariaDb();
		this.folder.with("V2__emails.sql", "create table a as select @@lock_wait_timeout as t;");
		FlywayMigrationService.of(FlywayEngine.of(flyway((settings) -> settings.initSql("set lock_wait_timeout = 77")),
				EngineSettings.of(ParentRule.AUTO).with(PATIENT)), List.of())
			.upgrade();
		assertThat(sql("select t from a").query(Integer.class).single()).isEqualTo(77);
	}

	private void requireMariaDb() {
		Assumptions.assumeTrue(this.database == TestDatabase.MARIADB, "Skipped: other databases repeat no statement.");
	}

	@Test
	void upgradeOfAScriptThatSaysHowLongItWaitsDoesThat() throws SQLException {
		String limit = (this.database == TestDatabase.POSTGRESQL) ? "current_setting('lock_timeout')"
				: "@@lock_wait_timeout";
		this.folder.with("V2__a.sql", "-- lock-timeout: 90s", "create table a as select " + limit + " as t;")
			.with("V3__b.sql", "-- lock-timeout: 0", "create table b as select " + limit + " as t;")
			.with("V4__c.sql", "create table c as select " + limit + " as t;");
		service(PATIENT, Duration.ZERO).upgrade();
		boolean postgresql = this.database == TestDatabase.POSTGRESQL;
		assertThat(List.of(value("a"), value("b"), value("c")))
			.isEqualTo(postgresql ? List.of("90s", "0", "1s") : List.of("90", "86400", "1"));
	}

	private String value(String table) {
		return sql("select t from " + table).query(String.class).single();
	}

	@Test
	void upgradeOfAStatementThatRunsTooLongFails() {
		boolean postgresql = this.database == TestDatabase.POSTGRESQL;
		this.folder.with("V2__long.sql", postgresql ? "select pg_sleep(30);"
				: "create table a as select sum(a.seq * b.seq) as s from seq_1_to_1000000 a, seq_1_to_1000000 b;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(service(LockTimeout.NONE, Duration.ofMillis(300))::upgrade)
			.withMessageContaining(postgresql ? "canceling statement due to statement timeout" : "max_statement_time");
	}

}
