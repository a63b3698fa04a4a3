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

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Processes that are killed in the middle of an undo script that is not rolled back. On
 * PostgreSQL it runs outside of a transaction.
 */
class InterruptedDowngradeTests extends AbstractServiceTests {

	private static final String INTERRUPTED = "U2__shop.sql is running or was interrupted at statement 2 of 3 (line 2) on ";

	private static final String COMMANDS = "; 1 is done; check whether 2 is. 'db resolve 2' shows what the database says about it. If it is not still running, run 'db resolve 2 --continue-at 2' to run the rest (use 3 if 2 is done), 'db stamp --purge 1' if you have completed it, or 'db resolve 2 --rolled-back' if you have reverted it.";

	@TempDir
	private Path temporary;

	/**
	 * MariaDB notices within seconds that a client is gone that waits for a lock,
	 * PostgreSQL goes on.
	 */
	@Test
	void stateAfterAKillSaysWhatIsDoneAndHowToGoOn() throws Exception {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: an H2 in memory belongs to one process.");
		boolean postgresql = this.database == TestDatabase.POSTGRESQL;
		this.folder.with("V1__old.sql", "create table old (id int, name varchar(9));")
			.with("V2__shop.sql", "create table a (id int);", "create table c (id int);")
			.with("U2__shop.sql", "drop table a;", "alter table old drop column name;", "drop table c;");
		if (postgresql) {
			this.folder.with("U2__shop.sql.conf", "executeInTransaction=false");
		}
		service().upgrade();
		try (Connection reader = newPool(1).getConnection(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.executeQuery("select * from old");
			Process process = MigrationProcess.start(this.access, this.folder, "downgrade", "1");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isAnyoneWaitingForALock);
			process.destroyForcibly().waitFor();
			assertThatStateSaysWhereItWas(service());
			if (postgresql) {
				assertThatExceptionOfType(MigrationFailedException.class)
					.isThrownBy(() -> PrintedCommands.run(service(), problem(service()), "--continue-at"))
					.withMessageContaining("U2__shop.sql still runs in session ");
				reader.rollback();
			}
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isAnyoneWaitingForALock());
			reader.rollback();
		}
		assertThat(service().failure("2").findings())
			.containsExactly("Statement 2 (line 2): the table old %s a column name."
				.formatted(postgresql ? "does not have" : "has"));
		PrintedCommands.run(service(), postgresql ? "'db resolve 2 --continue-at 3'" : problem(service()),
				"--continue-at");
		assertThatIsUndoneAndCanBeRepeated(service());
	}

	@Test
	void stateAfterAKillInAFileOfH2SaysWhereItWas() throws Exception {
		Assumptions.assumeTrue(this.database == TestDatabase.H2, "Skipped: the same for servers.");
		this.access = new TestDatabase.Access(
				"jdbc:h2:file:" + this.temporary.resolve("shop") + ";LOCK_TIMEOUT=20000;WRITE_DELAY=0", "sa", "");
		Path marker = this.temporary.resolve("marker");
		this.folder
			.with("V1__old.sql", "create alias block for '%s.block';".formatted(MigrationProcess.class.getName()),
					"create table old (id int);")
			.with("V2__shop.sql", "create table a (id int);", "create table c (id int);")
			.with("U2__shop.sql", "drop table a;", "call block('%s');".formatted(marker), "drop table c;");
		this.pool = newPool(2);
		service().upgrade();
		closeConnections();
		Process process = MigrationProcess.start(this.access, this.folder, "downgrade", "1");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(marker));
		process.destroyForcibly().waitFor();
		this.pool = newPool(2);
		assertThatStateSaysWhereItWas(service());
		PrintedCommands.run(service(), "'db resolve 2 --continue-at 3'", "--continue-at");
		assertThatIsUndoneAndCanBeRepeated(service());
	}

	private static void assertThatStateSaysWhereItWas(MigrationService service) {
		assertThat(service.state().status()).isEqualTo(MigrationStatus.FAILED);
		assertThat(problem(service)).startsWith(INTERRUPTED).endsWith(COMMANDS);
	}

	private static String problem(MigrationService service) {
		return service.state().problems().get(0).message();
	}

	private void assertThatIsUndoneAndCanBeRepeated(MigrationService service) {
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service.state().current()).containsExactly("1");
		assertThat(tables()).doesNotContain("a", "c");
		assertThat(service.upgrade().applied()).containsExactly("2");
		assertThat(tables()).contains("a", "c");
		assertThatStockFlywayIsContent();
	}

}
