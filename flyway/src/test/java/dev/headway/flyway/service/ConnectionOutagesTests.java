package dev.headway.flyway.service;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.migration.MigrationService;
import dev.headway.testing.Background;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgrades with a pool of two connections whose connections are cut at random moments, or
 * whose server pauses, crashes or is restarted. A person who follows the messages ends
 * with everything applied once. {@code -Dheadway.cuts=30} has as many rounds of each kind
 * on each database.
 */
class ConnectionOutagesTests extends AbstractInterruptionTests {

	private static final int ROUNDS = Integer.getInteger("headway.cuts", 2);

	private static final int LONGEST_PAUSE = 3000;

	private static final int LONGEST_UPGRADE = 60_000;

	private int usualMillis;

	private int scriptMillis;

	private int hit;

	private int failed;

	private int interrupted;

	@BeforeEach
	void requireServer() {
		Assumptions.assumeTrue(this.database != TestDatabase.H2, "Skipped: an H2 in memory has no server.");
	}

	@Test
	void upgradeAfterItsConnectionsWereCutAppliesEverythingOnce(TestReporter reporter) throws Exception {
		calibrate();
		for (int round = 0; round < ROUNDS; round++) {
			useNewDatabase();
			boolean all = this.random.nextBoolean();
			upgradeWith(round, (upgrade) -> cut(all));
		}
		report(reporter, "cuts of connections");
	}

	@Test
	void upgradeWhoseServerPausesOrRestartsAppliesEverythingOnce(TestReporter reporter) throws Exception {
		try (TestServer server = TestServer.start(this.database)) {
			use(server);
			calibrate();
			for (int round = 0; round < ROUNDS; round++) {
				use(server);
				upgradeWith(round, (upgrade) -> pause(server, upgrade));
			}
			report(reporter, "pauses of the server");
			for (int round = 0; round < ROUNDS; round++) {
				use(server);
				boolean crash = this.random.nextBoolean();
				upgradeWith(ROUNDS + round, (upgrade) -> restart(server, crash));
			}
			report(reporter, "restarts of the server");
		}
	}

	private void report(TestReporter reporter, String outages) {
		reporter.publishEntry(
				"%d %s on %s, seed %d: %d during the upgrade, %d upgrades failed, %d at a script that is not rolled back"
					.formatted(ROUNDS, outages, this.database, SEED, this.hit, this.failed, this.interrupted));
		this.hit = 0;
		this.failed = 0;
		this.interrupted = 0;
	}

	private void use(TestServer server) {
		this.access = server.create();
		this.pool = newPool(2);
	}

	/**
	 * Find out how long an upgrade takes, which is less after the first one.
	 */
	private void calibrate() {
		writeScripts(-1, true);
		long start = System.nanoTime();
		service().upgrade();
		this.usualMillis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 2;
		this.scriptMillis = 1
				+ sql("select max(\"execution_time\") from \"flyway_schema_history\"").query(Integer.class).single();
		closeConnections();
	}

	/**
	 * Upgrade, let something happen at a random moment, and go on as the messages say, in
	 * the same process or in a new one.
	 */
	private void upgradeWith(int round, Outage outage) throws InterruptedException {
		writeScripts(round, round % 2 == 0);
		MigrationService service = service();
		CompletableFuture<Void> upgrade = Background.run(service::upgrade);
		awaitMoment(upgrade);
		this.hit += upgrade.isDone() ? 0 : 1;
		outage.happen(upgrade);
		this.failed += awaitEnd(upgrade, LONGEST_UPGRADE) ? 1 : 0;
		assertThat(upgrade).isDone();
		if (this.random.nextBoolean()) {
			this.pool.close();
			this.pool = newPool(2);
		}
		this.interrupted += followMessages() ? 1 : 0;
		assertThatEverythingIsAppliedOnce();
		closeConnections();
	}

	/**
	 * Wait until a random moment of the upgrade, or of its longest script.
	 */
	private void awaitMoment(CompletableFuture<Void> upgrade) throws InterruptedException {
		if (this.random.nextInt(3) == 0) {
			awaitEnd(upgrade, this.random.nextInt(this.usualMillis));
			return;
		}
		try (HikariDataSource other = this.access.pool(1)) {
			String schema = (this.database == TestDatabase.MARIADB) ? "database()" : "current_schema";
			JdbcClient.StatementSpec first = JdbcClient.create(other)
				.sql("select count(*) from information_schema.tables where table_name = 'log' and table_schema = "
						+ schema);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(1))
				.until(() -> upgrade.isDone() || first.query(Integer.class).single() > 0);
		}
		awaitEnd(upgrade, this.random.nextInt(this.scriptMillis));
	}

	/**
	 * Wait for the end of an upgrade.
	 * @return whether it has failed
	 */
	private static boolean awaitEnd(CompletableFuture<Void> upgrade, int millis) throws InterruptedException {
		try {
			upgrade.get(millis, TimeUnit.MILLISECONDS);
			return false;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			return true;
		}
	}

	/**
	 * Cut the connections of the upgrade, or one of them.
	 */
	private void cut(boolean all) {
		try (HikariDataSource other = this.access.pool(1)) {
			JdbcClient client = JdbcClient.create(other);
			List<Long> sessions = client.sql((this.database == TestDatabase.POSTGRESQL)
					? "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
					: "select id from information_schema.processlist where db = database() and id <> connection_id()")
				.query(Long.class)
				.list();
			int chosen = sessions.isEmpty() ? 0 : this.random.nextInt(sessions.size());
			for (int i = 0; i < sessions.size(); i++) {
				if (all || i == chosen) {
					kill(client, sessions.get(i));
				}
			}
		}
	}

	private void kill(JdbcClient client, long session) {
		if (this.database == TestDatabase.POSTGRESQL) {
			client.sql("select pg_terminate_backend(?)").param((int) session).query().listOfRows();
		}
		else {
			client.sql("kill connection " + session).update();
		}
	}

	private void pause(TestServer server, CompletableFuture<Void> upgrade) throws InterruptedException {
		server.pause();
		try {
			awaitEnd(upgrade, this.random.nextInt(LONGEST_PAUSE));
		}
		finally {
			server.resume();
		}
	}

	private static void restart(TestServer server, boolean crash) {
		if (crash) {
			server.kill();
		}
		else {
			server.stop();
		}
		server.startAgain();
	}

	/**
	 * What happens to an upgrade.
	 */
	private interface Outage {

		void happen(CompletableFuture<Void> upgrade) throws InterruptedException;

	}

}
