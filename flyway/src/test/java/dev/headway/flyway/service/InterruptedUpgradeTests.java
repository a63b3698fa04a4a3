package dev.headway.flyway.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processes that are killed in the middle of a script that is not rolled back.
 */
class InterruptedUpgradeTests extends AbstractServiceTests {

	private static final String INTERRUPTED = "The upgrade failed: V2__shop.sql was interrupted at statement 2 of 3 (line 2); 1 is done; check whether 2 is. 'db resolve 2' shows";

	@TempDir
	private Path temporary;

	/**
	 * MariaDB notices within seconds that a client is gone that waits for a lock,
	 * PostgreSQL goes on.
	 */
	@Test
	void upgradeAfterAKillWaitsForTheServerAndSaysWhatIsDone() throws Exception {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: an H2 in memory belongs to one process.");
		this.folder.with("V1__old.sql", "create table old (id int);");
		service().upgrade();
		this.folder.with("V2__shop.sql", "create table a (id int);", "alter table old add column name varchar(9);",
				"create table c (id int);");
		if (this.database == TestDatabase.POSTGRESQL) {
			this.folder.with("V2__shop.sql.conf", "executeInTransaction=false");
		}
		try (Connection reader = newPool(1).getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("select * from old");
			Process process = MigrationProcess.start(this.access, this.folder, "upgrade", "head");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isAnyoneWaitingForALock);
			process.destroyForcibly().waitFor();
			if (this.database == TestDatabase.POSTGRESQL) {
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
					.withMessageMatching(
							"The upgrade failed: V2__shop.sql still runs in session \\d+, although the process that began it has ended. Nothing was applied beside it. (?s).*");
				reader.rollback();
			}
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isAnyoneWaitingForALock());
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
				.withMessageStartingWith(INTERRUPTED);
			reader.rollback();
		}
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "V2__shop.sql was interrupted at statement 2 of 3");
		boolean completed = this.database == TestDatabase.POSTGRESQL;
		assertThat(service().failure("2").findings()).containsExactly(
				"Statement 2 (line 2): the table old %s a column name.".formatted(completed ? "has" : "does not have"));
		assertThat(service().resolve("2", FailureOutcome.continuesAt(completed ? 3 : 2)).applied())
			.containsExactly("2");
		assertThat(sql("select count(name) from old").query(Integer.class).single()).isZero();
		assertThat(tables()).contains("a", "c");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeAfterAKillInAFileOfH2SaysWhereItWas() throws Exception {
		Assumptions.assumeTrue(this.database == TestDatabase.H2, "Skipped: the same for servers.");
		this.access = new TestDatabase.Access(
				"jdbc:h2:file:" + this.temporary.resolve("shop") + ";LOCK_TIMEOUT=20000;WRITE_DELAY=0", "sa", "");
		Path marker = this.temporary.resolve("marker");
		this.folder
			.with("V1__old.sql", "create alias block for '%s.block';".formatted(MigrationProcess.class.getName()),
					"create table old (id int);")
			.with("V2__shop.sql", "create table a (id int);", "call block('%s');".formatted(marker),
					"create table c (id int);");
		Process process = MigrationProcess.start(this.access, this.folder, "upgrade", "head");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(marker));
		process.destroyForcibly().waitFor();
		this.pool = newPool(2);
		MigrationService service = service();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade)
			.withMessageStartingWith(INTERRUPTED);
		assertThat(service.resolve("2", FailureOutcome.continuesAt(3)).applied()).containsExactly("2");
		assertThat(tables()).contains("a", "c");
		assertThatStockFlywayIsContent();
	}

}
