package dev.headway.flyway.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.h2.api.TableEngine;
import org.h2.command.ddl.CreateTableData;
import org.h2.table.Table;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.migration.FailureOutcome;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Scripts that create many tables one after the other. It is written down at once that
 * all of them have begun, and the catalog shows which of them are done.
 */
class ManyTablesTests extends AbstractServiceTests {

	private static final String ROW = "insert into old values (1);";

	@TempDir
	private Path temporary;

	@BeforeEach
	void writeFirstScript() {
		Assumptions.assumeTrue(this.database != TestDatabase.POSTGRESQL, "Skipped: PostgreSQL rolls all of them back.");
		this.folder.with("V1__old.sql", "create table old (id int);");
	}

	@Test
	void upgradeAfterAKillSaysWhichTableItWas() throws Exception {
		Path marker = this.temporary.resolve("marker");
		String seventh = "create table t7 (id int)";
		if (this.database == TestDatabase.H2) {
			this.access = new TestDatabase.Access("jdbc:h2:file:" + this.temporary.resolve("shop") + ";WRITE_DELAY=0",
					"sa", "");
			seventh += " engine \"%s\" with \"%s\"".formatted(BlockingTableEngine.class.getName(), marker);
		}
		this.folder.with("V2__shop.sql", tables(1, 6), seventh + ";", tables(8, 12), ROW);
		kill(marker);
		this.pool = newPool(2);
		MigrationService service = service();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade)
			.withMessageStartingWith(
					"The upgrade failed: V2__shop.sql was interrupted at statement 7 of 13 (line 7); 1 to 6 are done; check whether 7 is.");
		assertThat(service.failure("2").findings())
			.containsExactly("Statement 7 (line 7): the table t7 does not exist.");
		this.folder.with("V2__shop.sql", tables(1, 12), ROW);
		assertThat(service().resolve("2", FailureOutcome.continuesAt(7)).applied()).containsExactly("2");
		assertThat(tables()).contains("t1", "t6", "t7", "t8", "t12");
		assertThatStockFlywayIsContent();
	}

	/**
	 * Kill an upgrade at the seventh table.
	 */
	private void kill(Path marker) throws SQLException, InterruptedException {
		if (this.database == TestDatabase.H2) {
			Process process = start();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(marker));
			process.destroyForcibly().waitFor();
			return;
		}
		try (Connection other = newPool(1).getConnection(); Statement statement = other.createStatement()) {
			statement.execute("backup lock t7");
			Process process = start();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isAnyoneWaitingForALock);
			process.destroyForcibly().waitFor();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !isAnyoneWaitingForALock());
			statement.execute("backup unlock");
		}
	}

	private Process start() {
		return MigrationProcess.start(this.access, this.folder, "upgrade", "head");
	}

	@Test
	void upgradeThatFailsSaysWhichTableItWas() {
		this.folder.with("V2__shop.sql", tables(1, 9), "create table t10 (id nothing);", tables(11, 20));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service()::upgrade)
			.withMessageContaining(
					"V2__shop.sql failed at statement 10 of 20 (line 10); 1 to 9 are done; check whether 10 is.");
		this.folder.with("V2__shop.sql", tables(1, 20));
		assertThat(service().resolve("2", FailureOutcome.continuesAt(10)).applied()).containsExactly("2");
		assertThat(tables()).contains("t1", "t10", "t20");
		assertThatStockFlywayIsContent();
	}

	@Test
	void tablesAreWrittenDownAtOnce() throws SQLException {
		assumeMariaDb();
		this.folder.with("V2__shop.sql", tables(1, 12));
		assertThat(writtenDownAt("t7")).contains("done=1;begun=12;line=2;");
	}

	@Test
	void fewTablesAreWrittenDownOneByOne() throws SQLException {
		assumeMariaDb();
		this.folder.with("V2__shop.sql", tables(1, 9));
		assertThat(writtenDownAt("t7")).contains("done=6;begun=7;line=7;");
	}

	@Test
	void tablesAreWrittenDownOneByOneIfOneMayBeThere() throws SQLException {
		assumeMariaDb();
		this.folder.with("V1__old.sql", "create table T9 (id int);").with("V2__shop.sql", tables(1, 12));
		assertThat(writtenDownAt("t7")).contains("done=6;begun=7;line=7;");
	}

	@Test
	void tablesAreWrittenDownOneByOneInAnotherDatabase() throws SQLException {
		assumeMariaDb();
		String other = "other" + UUID.randomUUID().toString().substring(0, 8);
		sql("create database " + other).update();
		try {
			this.folder.with("V2__shop.sql", "use %s;".formatted(other), tables(1, 12));
			assertThat(writtenDownAt(other + ".t7")).contains("done=7;begun=8;line=8;");
		}
		finally {
			sql("drop database " + other).update();
		}
	}

	private void assumeMariaDb() {
		Assumptions.assumeTrue(this.database == TestDatabase.MARIADB, "Skipped: only MariaDB locks names of tables.");
	}

	/**
	 * Upgrade while the lock of a table is taken, and return what is written down then.
	 */
	private String writtenDownAt(String table) throws SQLException {
		CompletableFuture<?> upgrade;
		String run;
		try (Connection other = DriverManager.getConnection(this.access.url(), this.access.username(),
				this.access.password()); Statement statement = other.createStatement()) {
			statement.execute("backup lock " + table);
			upgrade = Background.call(service()::upgrade);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> sql("select count(*) from information_schema.processlist"
						+ " where info like 'create table t7 (%' and state like 'Waiting for%lock'")
					.query(Integer.class)
					.single() > 0);
			run = sql("select \"parents\" from \"flyway_schema_history_graph\" where \"version\" = '<< Headway run >>'")
				.query(String.class)
				.single();
		}
		upgrade.join();
		return run;
	}

	private static String tables(int from, int to) {
		return IntStream.rangeClosed(from, to)
			.mapToObj("create table t%d (id int);"::formatted)
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Creates no table of H2, and does not end.
	 */
	public static final class BlockingTableEngine implements TableEngine {

		@Override
		public Table createTable(CreateTableData data) {
			try {
				MigrationProcess.block(data.tableEngineParams.get(0));
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			throw new IllegalStateException("The process ends before");
		}

	}

}
