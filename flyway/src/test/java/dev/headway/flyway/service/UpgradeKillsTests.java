package dev.headway.flyway.service;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import dev.headway.testing.database.TestDatabase;

/**
 * Kills upgrades at random moments. A person who follows what the failures and the
 * catalog say ends with everything applied once. {@code -Dheadway.kills=100} kills as
 * often on each database.
 */
class UpgradeKillsTests extends AbstractInterruptionTests {

	private static final int KILLS = Integer.getInteger("headway.kills", 2);

	private static final int BYTES_ON_H2 = 600_000;

	private int interrupted;

	@Test
	void upgradeAfterAKillAppliesEverythingOnce(TestReporter reporter) throws Exception {
		for (int kill = 0; kill < KILLS; kill++) {
			killOnce(kill);
		}
		reporter.publishEntry("%d kills on %s, seed %d: %d interrupted a script that is not rolled back"
			.formatted(KILLS, this.database, SEED, this.interrupted));
	}

	private void killOnce(int kill) throws Exception {
		useDatabase(kill);
		writeScripts(kill, true);
		Process process = MigrationProcess.start(this.access, this.folder, "upgrade", "head");
		awaitMoment(kill, process);
		process.destroyForcibly().waitFor();
		this.pool = newPool(2);
		this.interrupted += followMessages() ? 1 : 0;
		assertThatEverythingIsAppliedOnce();
	}

	private void useDatabase(int kill) {
		closeConnections();
		useNewDatabase();
		if (this.database == TestDatabase.H2) {
			this.access = new TestDatabase.Access(
					"jdbc:h2:file:" + this.temporary.resolve("h2_" + kill) + ";LOCK_TIMEOUT=20000;WRITE_DELAY=0", "sa",
					"");
		}
	}

	/**
	 * Wait until the upgrade has begun, and then until a random moment. Only one process
	 * can open a file of H2, which grows with each statement.
	 */
	private void awaitMoment(int kill, Process process) throws InterruptedException {
		if (this.database == TestDatabase.H2) {
			File file = this.temporary.resolve("h2_" + kill + ".mv.db").toFile();
			long size = 20_000L + this.random.nextInt(BYTES_ON_H2);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !process.isAlive() || file.length() > size);
			return;
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || tables().contains("log"));
		process.waitFor(this.random.nextInt(800), TimeUnit.MILLISECONDS);
	}

}
