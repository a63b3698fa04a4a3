package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.lock.LockTimeout;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.script.ParentRule;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for scripts that wait for locks of other sessions on PostgreSQL.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockTimeoutTests extends AbstractServiceTests {

	private static final LockTimeout PATIENT = new LockTimeout(Duration.ofMillis(200), 1000);

	private static final LockTimeout IMPATIENT = new LockTimeout(Duration.ofMillis(200), 1);

	@BeforeEach
	void requirePostgresql() {
		Assumptions.assumeTrue(this.database == TestDatabase.POSTGRESQL,
				"Skipped: only on PostgreSQL are scripts tried again.");
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V5__emails.sql", "-- revises: 4", "alter table users add column email varchar(100);");
	}

	/**
	 * Without the limit, those who come after the statement wait as long as it does.
	 */
	@Test
	void upgradeBehindAReaderLetsOthersReadAndEndsAfterIt() throws SQLException {
		CompletableFuture<List<String>> upgrade;
		JdbcClient others = JdbcClient.create(newPool(1));
		others.sql("set lock_timeout = '10s'").update();
		try (Connection reader = reader()) {
			upgrade = Background.call(() -> service(PATIENT).upgrade().applied());
			for (int wait = 0; wait < 3; wait++) {
				Awaitility.await().until(this::isWaiting);
				assertThat(others.sql("select count(*) from users").query(Integer.class).single()).isZero();
			}
			assertThat(upgrade).isNotDone();
			reader.rollback();
		}
		assertThat(upgrade.join()).containsExactly("5");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatWaitsForeverWithoutLimitBlocksThoseBehindIt() throws SQLException {
		CompletableFuture<List<String>> upgrade;
		JdbcClient others = JdbcClient.create(newPool(1));
		others.sql("set lock_timeout = '1s'").update();
		try (Connection reader = reader()) {
			upgrade = Background.call(() -> service(LockTimeout.NONE).upgrade().applied());
			Awaitility.await().until(this::isWaiting);
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> others.sql("select count(*) from users").query(Integer.class).single())
				.withMessageContaining("lock timeout");
			reader.rollback();
		}
		assertThat(upgrade.join()).containsExactly("5");
	}

	@Test
	void upgradeThatNeverGetsTheLockNamesWhoHasIt() throws SQLException {
		try (Connection reader = reader()) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service(IMPATIENT).upgrade())
				.satisfies((ex) -> assertThat(ex.getMessage()).matches(
						"(?s)The upgrade failed: 5 \\(V5__emails\\.sql\\) did not get a lock within 200 ms: a lock on users held by pid \\d+ \\('reports', idle in transaction for \\d+ s\\)\\. Nothing is wrong with the script, .*headway\\.lock-timeout.*\\RIn the database the latest applied version is 4\\."));
			reader.rollback();
		}
		assertThat(service(IMPATIENT).upgrade().applied()).containsExactly("5");
	}

	@Test
	void upgradeWhereItIsNotKnownWhoHasTheLockGoesOn() throws SQLException {
		sql("""
				create function pg_blocking_pids(integer) returns integer[] language plpgsql as $f$ begin
				  raise 'not allowed';
				end $f$""").update();
		sql("""
				do $$ begin
				  execute format('alter database %I set search_path = public, pg_catalog', current_database());
				end $$""").update();
		try (Connection reader = reader()) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service(IMPATIENT).upgrade())
				.withMessageStartingWith(
						"The upgrade failed: 5 (V5__emails.sql) did not get a lock within 200 ms. Nothing is wrong");
			reader.rollback();
		}
		assertThat(service(IMPATIENT).upgrade().applied()).containsExactly("5");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeThatRunsLongIsNotCut() {
		this.folder.with("V5__emails.sql", "-- revises: 4", "select pg_sleep(0.5);");
		assertThat(service(IMPATIENT).upgrade().applied()).containsExactly("5");
	}

	@Test
	void upgradeWhileAnotherProcessIsFasterGoesOn() throws SQLException {
		this.folder.with("V6__more.sql", "-- revises: 5", "create table more (id int);");
		CompletableFuture<List<String>> first;
		CompletableFuture<List<String>> second;
		try (Connection reader = reader()) {
			first = Background.call(() -> service(PATIENT).upgrade().applied());
			MigrationService other = FlywayMigrationService
				.of(FlywayEngine.of(flyway((settings) -> settings.dataSource(newPool(2))),
						EngineSettings.of(ParentRule.AUTO).with(PATIENT)), List.of());
			second = Background.call(() -> other.upgrade().applied());
			Awaitility.await().until(this::isWaiting);
			reader.rollback();
		}
		assertThat(first.join().size() + second.join().size()).isEqualTo(2);
		assertThat(historyRows()).hasSize(6);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhereTheDatabaseHasATimeoutKeepsIt() throws SQLException {
		sql("""
				do $$ begin
				  execute format('alter database %I set lock_timeout = ''300ms''', current_database());
				end $$""").update();
		try (Connection reader = reader()) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> service(PATIENT).upgrade())
				.withMessageContaining("canceling statement due to lock timeout");
			reader.rollback();
		}
	}

	@Test
	void upgradeWhereScriptsSetATimeoutDoesNotLeakIt() {
		this.folder
			.with("V5__emails.sql", "-- revises: 4", "set lock_timeout = '50s';", "set statement_timeout = '51s';")
			.with("V6__show.sql", "-- revises: 5",
					"create table shown as select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement;");
		service(PATIENT).upgrade();
		assertThat(sql("select lock || ' ' || statement from shown").query(String.class).single()).isEqualTo("200ms 0");
		assertThat(sql("show lock_timeout").query(String.class).single()).isEqualTo("0");
	}

	@Test
	void upgradeOutsideOfATransactionHasNoLimit() {
		this.folder
			.with("V5__emails.sql", "-- revises: 4",
					"create table shown as select current_setting('lock_timeout') as lock;")
			.with("V5__emails.sql.conf", "executeInTransaction=false");
		service(PATIENT).upgrade();
		assertThat(sql("select lock from shown").query(String.class).single()).isEqualTo("0");
	}

	private MigrationService service(LockTimeout timeout) {
		return FlywayMigrationService.of(FlywayEngine.of(flyway((settings) -> settings.dataSource(newPool(2))),
				EngineSettings.of(ParentRule.AUTO).with(timeout)), List.of());
	}

	/**
	 * A session that has read from the table and not ended its transaction.
	 */
	private Connection reader() throws SQLException {
		Connection connection = newPool(1).getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("set application_name = 'reports'");
			statement.execute("select * from users");
		}
		return connection;
	}

	private boolean isWaiting() {
		return sql("select count(*) from pg_locks where not granted and relation = 'users'::regclass")
			.query(Integer.class)
			.single() > 0;
	}

}
