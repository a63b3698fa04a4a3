package dev.headway.flyway.service;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Runner;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;
import dev.headway.script.edit.RebaseRequest;
import dev.headway.script.edit.ScriptFolder;
import dev.headway.script.file.FileMover;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Upgrades that follow a rebase while something fails, is killed, or does the same at the
 * same time. Each script writes its name to a table, which shows how often it ran.
 */
class ReplacementFailuresTests extends AbstractServiceTests {

	@SuppressWarnings("NullAway.Init")
	private MigrationFolder old;

	/**
	 * The old build has ours as version 2, the new one as version 4.
	 */
	@BeforeEach
	void rebase() {
		this.old = fill(this.folder.beside("old"));
		fill(this.folder).with("V3__theirs.sql", "-- revises: 1", "insert into run values ('theirs');");
		ScriptFolder.of(this.folder.path()).rebase(new RebaseRequest(List.of("2"), "3", null)).apply(FileMover.plain());
	}

	private static MigrationFolder fill(MigrationFolder folder) {
		return folder.with("V1__log.sql", "create table run (name varchar(20));")
			.with("V2__ours.sql", "-- revises: 1", "insert into run values ('ours');");
	}

	private MigrationService oldService() {
		return service((settings) -> settings.locations(this.old.location()));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void upgradeWhenARowCannotBeWrittenLeavesNone(boolean transactionalLock) {
		Assumptions.assumeTrue(transactionalLock || this.database == TestDatabase.POSTGRESQL,
				"Skipped: only PostgreSQL has two kinds of lock.");
		Consumer<FluentConfiguration> settings = (configuration) -> {
			if (this.database == TestDatabase.POSTGRESQL) {
				configuration
					.configuration(Map.of("flyway.postgresql.transactional.lock", String.valueOf(transactionalLock)));
			}
		};
		oldService().upgrade();
		List<String> rows = historyRows();
		List<String> parents = storedParents();
		sql("alter table \"flyway_schema_history\" add constraint no4 check (\"version\" <> '4')").update();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service(settings)::upgrade)
			.withMessageStartingWith("Nothing was applied because of an error: ");
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(storedParents()).isEqualTo(parents);
		sql("alter table \"flyway_schema_history\" drop constraint no4").update();
		assertThat(service(settings).upgrade().applied()).containsExactly("3");
		assertThatEachRanOnce();
	}

	@Test
	void upgradeWhenKilledBetweenTwoRowsLeavesNone() throws Exception {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: an H2 in memory belongs to one process.");
		oldService().upgrade();
		List<String> rows = historyRows();
		try (Connection connection = this.pool.getConnection(); Statement lock = connection.createStatement()) {
			connection.setAutoCommit(false);
			lock.execute((this.database == TestDatabase.POSTGRESQL)
					? "lock table flyway_schema_history_graph in exclusive mode"
					: "lock tables flyway_schema_history_graph read, flyway_schema_history_graph as g read");
			Process process = MigrationProcess.start(this.access, this.folder, "upgrade", "head");
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> waiters() > 0);
			process.destroyForcibly().waitFor();
			killWaiters();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> waiters() == 0);
			lock.execute((this.database == TestDatabase.POSTGRESQL) ? "rollback" : "unlock tables");
		}
		assertThat(historyRows()).isEqualTo(rows);
		assertThat(service().state().pending()).containsExactly("3", "4");
		assertThat(service().upgrade().applied()).containsExactly("3");
		assertThatEachRanOnce();
	}

	private int waiters() {
		return ids().size();
	}

	private List<Long> ids() {
		return sql((this.database == TestDatabase.POSTGRESQL)
				? "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
				: "select id from information_schema.processlist where db = database() and state like 'Waiting for%lock'")
			.query(Long.class)
			.list();
	}

	private void killWaiters() {
		for (long id : ids()) {
			if (this.database == TestDatabase.POSTGRESQL) {
				sql("select pg_terminate_backend(" + id + ")").query().listOfRows();
			}
			else {
				sql("kill " + id).update();
			}
		}
	}

	@Test
	void upgradesWhenRacingRecordAndRunOnce() throws Exception {
		oldService().upgrade();
		List<Callable<MigrationState>> upgrades = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			MigrationService service = service((settings) -> settings.dataSource(newPool(2)));
			upgrades.add(() -> service.upgrade().state());
		}
		ExecutorService threads = Executors.newFixedThreadPool(upgrades.size());
		try {
			for (Future<MigrationState> state : threads.invokeAll(upgrades)) {
				assertThat(state.get().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(historyRows()).hasSize(5);
		assertThatEachRanOnce();
	}

	/**
	 * Between the reading and the lock.
	 */
	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenAnOldBuildAppliesTheOldVersionMeanwhileRecordsIt(Runner runner) {
		service().upgrade("1");
		upgradeWhileTheOldBuildDoes(runner);
		assertThatEachRanOnce();
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenAnOldBuildAppliesASharedVersionMeanwhileRecordsIt(Runner runner) {
		this.folder.without("V4__ours.sql")
			.without("V3__theirs.sql")
			.with("V2__theirs.sql", "insert into run values ('theirs');")
			.with("V2__ours.sql", "insert into run values ('ours');");
		this.old.with("V2__ours.sql", "insert into run values ('ours');");
		ScriptFolder.of(this.folder.path())
			.rebase(new RebaseRequest(List.of("V2__ours.sql"), "V2__theirs.sql", null))
			.apply(FileMover.plain());
		service().upgrade("1");
		upgradeWhileTheOldBuildDoes(runner);
		assertThatEachRanOnce();
	}

	private void upgradeWhileTheOldBuildDoes(Runner runner) {
		MigrationListener oldBuild = new MigrationListener() {

			@Override
			public void upgradeStarted(MigrationState before) {
				oldService().upgrade();
			}

		};
		FlywayMigrationService
			.of(FlywayEngine.of(flyway(), EngineSettings.of(ParentRule.AUTO).with(runner)), List.of(oldBuild))
			.upgrade();
	}

	private void assertThatEachRanOnce() {
		assertThat(sql("select name from run order by name").query(String.class).list()).containsExactly("ours",
				"theirs");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThatStockFlywayIsContent();
	}

}
