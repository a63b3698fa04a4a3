package dev.headway.flyway.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that are killed in the middle of a downgrade, and processes that race.
 */
class SeveralProcessesTests extends AbstractServiceTests {

	@BeforeEach
	void requireServer() {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: an H2 in memory belongs to one process.");
	}

	@Test
	void stateWhenDowngradeWasKilledIsNamedAndMendable() throws Exception {
		boolean postgresql = this.database == TestDatabase.POSTGRESQL;
		this.folder.withStory()
			.with("U3__add_avatars.sql", "alter table users drop column avatar;",
					postgresql ? "select pg_sleep(300);" : "select sleep(300);");
		service().upgrade();
		Process process = MigrationProcess.start(this.access, this.folder, "downgrade", "1");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sleepers() > 0);
		process.destroyForcibly().waitFor();
		killSleepers();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> sleepers() == 0);
		MigrationState state = service().state();
		assertThat(state.current()).containsExactlyInAnyOrder("2", "3");
		if (postgresql) {
			assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
			assertThat(sql("select count(avatar) from users").query(Integer.class).single()).isZero();
		}
		else {
			assertThat(state.status()).isEqualTo(MigrationStatus.FAILED);
			assertThat(state.problems()).extracting(MigrationProblem::code).containsExactly("HALF_UNDONE");
		}
		this.folder.with("U3__add_avatars.sql", postgresql ? "alter table users drop column avatar;"
				: "alter table users drop column if exists avatar;");
		assertThat(service().downgrade("1").undone()).containsExactly("3", "2");
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	/**
	 * How many sessions of this database are asleep. A killed client is noticed by its
	 * server only once the statement ends.
	 */
	private int sleepers() {
		return sql((this.database == TestDatabase.POSTGRESQL)
				? "select count(*) from pg_stat_activity where datname = current_database() and state = 'active'"
						+ " and query like '%pg_sleep(%' and pid <> pg_backend_pid()"
				: "select count(*) from information_schema.processlist where db = database()"
						+ " and info like '%sleep(300)%' and id <> connection_id()")
			.query(Integer.class)
			.single();
	}

	private void killSleepers() {
		if (this.database == TestDatabase.POSTGRESQL) {
			sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
					+ " and query like '%pg_sleep(%' and pid <> pg_backend_pid()")
				.query()
				.listOfRows();
			return;
		}
		sql("select id from information_schema.processlist where db = database() and info like '%sleep(300)%'"
				+ " and id <> connection_id()")
			.query(Long.class)
			.list()
			.forEach((id) -> sql("kill " + id).update());
	}

	@Test
	void downgradeAndUpgradeWhenRacingNeverInterleave() throws Exception {
		this.folder.withStory();
		service().upgrade();
		List<Process> processes = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			processes.add(MigrationProcess.start(this.access, this.folder, "downgrade", "base"));
			processes.add(MigrationProcess.start(this.access, this.folder, "upgrade", "head"));
		}
		for (Process process : processes) {
			assertThat(MigrationProcess.outcome(process)).matches("(?s)\\[.*]|MigrationRefusedException: .*"
					+ "([Aa]nother (process|build) |DIVERGED|PENDING|If it is not still running).*"
					+ "|MigrationFailedException: .*");
		}
		assertThat(service().state().status()).isIn(MigrationStatus.PENDING, MigrationStatus.UP_TO_DATE);
		assertThatEveryParentWasThere();
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradesDowngradesAndStockFlywayWhenRacingNeverInterleave() throws Exception {
		this.folder.withStory();
		for (int round = 0; round < Integer.getInteger("headway.races", 1); round++) {
			useNewDatabase();
			service().upgrade("1");
			ExecutorService threads = Executors.newFixedThreadPool(16);
			try (HikariDataSource connections = this.access.pool(32)) {
				List<Callable<Object>> runners = new ArrayList<>();
				for (int i = 0; i < 4; i++) {
					MigrationService service = service((settings) -> settings.dataSource(connections));
					Flyway stock = flyway((settings) -> settings.dataSource(connections));
					runners.addAll(List.of(service::upgrade, () -> service.downgrade("base"), service::upgrade,
							stock::migrate));
				}
				for (Future<Object> result : threads.invokeAll(runners)) {
					assertThatIsDoneOrRefused(result);
				}
			}
			finally {
				threads.shutdownNow();
			}
			assertThatEveryParentWasThere();
			assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThatStockFlywayIsContent();
		}
	}

	private static void assertThatIsDoneOrRefused(Future<Object> result) throws InterruptedException {
		try {
			result.get();
		}
		catch (ExecutionException ex) {
			assertThat(ex.getCause()).isInstanceOfAny(MigrationRefusedException.class, MigrationFailedException.class,
					FlywayException.class);
		}
	}

	/**
	 * Go through the history and make sure that nothing was applied without its parent,
	 * nor undone before its child.
	 */
	private void assertThatEveryParentWasThere() {
		List<String> applied = new ArrayList<>();
		for (String row : historyRows()) {
			String version = row.substring(1, row.indexOf(','));
			if (row.contains("DELETE")) {
				assertThat(applied).as(row).contains(version);
				applied.remove(version);
				assertThat(applied).as(row).noneMatch(childrenOf(version)::contains);
			}
			else {
				assertThat(applied).as(row).doesNotContain(version).containsAll(parentsOf(version));
				applied.add(version);
			}
		}
	}

	private static List<String> parentsOf(String version) {
		return switch (version) {
			case "1" -> List.of();
			case "4" -> List.of("2", "3");
			default -> List.of("1");
		};
	}

	private static List<String> childrenOf(String version) {
		return switch (version) {
			case "1" -> List.of("2", "3");
			case "4" -> List.of();
			default -> List.of("4");
		};
	}

}
