package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Scripts that are not rolled back, and one of whose statements does not get a lock: it
 * has changed nothing, and all messages say so. On PostgreSQL these run outside of a
 * transaction.
 */
class LockedStatementTests extends AbstractServiceTests {

	private static final String ALTER = "alter table users add column email varchar(9);";

	@BeforeEach
	void upgradeFirst() {
		this.folder.with("V1__users.sql", "create table users (id int);", "create table log (id int);",
				"insert into users values (1);");
		service().upgrade();
	}

	private void write(String... lines) {
		this.folder.with("V2__emails.sql", lines);
		if (this.database == TestDatabase.POSTGRESQL) {
			this.folder.with("V2__emails.sql.conf", "executeInTransaction=false");
		}
	}

	private MigrationService impatient() {
		return service((settings) -> {
			switch (this.database) {
				case H2 -> settings.initSql("set lock_timeout 200");
				case POSTGRESQL -> settings.initSql("set lock_timeout = '200ms'");
				case MARIADB -> settings.initSql("set lock_wait_timeout = 1");
			}
		});
	}

	/**
	 * Upgrade while a transaction uses the table.
	 */
	private String failedUpgrade() throws SQLException {
		try (Connection reader = newPool(1).getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute((this.database == TestDatabase.H2) ? "delete from users" : "select * from users");
			MigrationFailedException failure = catchThrowableOfType(MigrationFailedException.class,
					impatient()::upgrade);
			reader.rollback();
			return String.valueOf(failure.getMessage());
		}
	}

	@Test
	void upgradeWhoseFirstStatementGetsNoLockChangesNothing() throws SQLException {
		write(ALTER, "create table a (id int);");
		List<String> rows = historyRows();
		String message = failedUpgrade();
		assertThat(message).startsWith("The upgrade failed: 2 (V2__emails.sql) did not get a lock at line 1: ")
			.contains(
					"Nothing is wrong with the script, and the statement has changed nothing. End the session that has the lock, or wait until it ends, and start again.")
			.endsWith("In the database the latest applied version is 1.");
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service().upgrade().applied()).containsExactly("2");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhoseLaterStatementGetsNoLockGoesOnThere() throws SQLException {
		write("create table a (id int);", "insert into log values (2);", ALTER, "create table c (id int);");
		String message = failedUpgrade();
		assertThat(message).startsWith("The upgrade failed: 2 (V2__emails.sql) did not get a lock at line 3: ")
			.endsWith(
					"V2__emails.sql did not get a lock at statement 3 of 4 (line 3); 1 and 2 are done, 3 is not. When the lock is free, run 'db resolve 2 --continue-at 3' to run the rest, 'db resolve 2 --applied' if you have completed it, or 'db resolve 2 --rolled-back' if you have reverted it.");
		assertThatUpgradeIsRefused(MigrationStatus.FAILED,
				"V2__emails.sql did not get a lock at statement 3 of 4 (line 3) on ", "; 1 and 2 are done, 3 is not.");
		assertThat(service().failure("2").statement()).isEqualTo("alter table users add column email varchar(9)");
		assertThat(service().failure("2").findings()).isEmpty();
		assertThat(sql("select count(*) from log").query(Integer.class).single()).isOne();
		PrintedCommands.run(service(), message, "--continue-at");
		assertThatIsUpgraded();
	}

	@Test
	void resolveWhileTheLockIsStillTakenSaysTheSameAgain() throws SQLException {
		write("create table a (id int);", "insert into log values (2);", ALTER, "create table c (id int);");
		String message = failedUpgrade();
		try (Connection reader = newPool(1).getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute((this.database == TestDatabase.H2) ? "delete from users" : "select * from users");
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> PrintedCommands.run(impatient(), message, "--continue-at"))
				.withMessageContaining("statement 3 of 4 (line 3); 1 and 2 are done, 3 is not.");
			reader.rollback();
		}
		PrintedCommands.run(service(), message, "--continue-at");
		assertThatIsUpgraded();
	}

	private void assertThatIsUpgraded() {
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(sql("select count(*) from log").query(Integer.class).single()).isOne();
		assertThat(tables()).contains("a", "c");
		assertThatStockFlywayIsContent();
	}

}
