package dev.headway.flyway.service;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills upgrades at random moments. A person who follows what the failures and the
 * catalog say ends with everything applied once. {@code -Dheadway.kills=100} kills as
 * often on each database, {@code -Dheadway.seed} repeats a run.
 */
class UpgradeKillsTests extends AbstractServiceTests {

	private static final int KILLS = Integer.getInteger("headway.kills", 2);

	private static final long SEED = Long.getLong("headway.seed", 1);

	private static final int TABLES = 200;

	private static final int BYTES_ON_H2 = 600_000;

	private static final Pattern STATEMENT = Pattern.compile("at (?:one of statements \\d+ to|statement) (\\d+) of");

	private static final Pattern DONE = Pattern.compile("(\\d+) (?:is|are) done");

	private static final Pattern FINDING = Pattern
		.compile("Statement (\\d+) .*: the table \\w+ (exists|does not exist)\\.");

	@TempDir
	private Path temporary;

	private int interrupted;

	@Test
	void upgradeAfterAKillAppliesEverythingOnce(TestReporter reporter) throws Exception {
		Random random = new Random(SEED);
		for (int kill = 0; kill < KILLS; kill++) {
			killOnce(kill, random);
		}
		reporter.publishEntry("%d kills on %s, seed %d: %d interrupted a script that is not rolled back"
			.formatted(KILLS, this.database, SEED, this.interrupted));
	}

	private void killOnce(int kill, Random random) throws Exception {
		useDatabase(kill);
		this.folder = new MigrationFolder(this.temporary.resolve("migrations" + kill));
		this.folder.with("V1__log.sql", "create table log (id int primary key);")
			.with("V2__tables.sql",
					IntStream.rangeClosed(1, TABLES)
						.mapToObj((i) -> (i % 4 == 0) ? "insert into log values (" + i + ");"
								: "create table t" + i + " (id int);")
						.toArray(String[]::new))
			.with("V3__end.sql", "create table t_end (id int);");
		Process process = MigrationProcess.start(this.access, this.folder, "upgrade", "head");
		awaitMoment(kill, process, random);
		process.destroyForcibly().waitFor();
		this.pool = newPool(2);
		upgrade();
		assertThat(tables()).contains("t1", "t199", "t_end");
		assertThat(sql("select count(*) from log").query(Integer.class).single()).isEqualTo(TABLES / 4);
		assertThat(historyRows()).hasSize(3).noneMatch((row) -> row.contains("false"));
		assertThatStockFlywayIsContent();
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
	private void awaitMoment(int kill, Process process, Random random) throws InterruptedException {
		if (this.database == TestDatabase.H2) {
			File file = this.temporary.resolve("h2_" + kill + ".mv.db").toFile();
			long size = 20_000L + random.nextInt(BYTES_ON_H2);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(2))
				.until(() -> !process.isAlive() || file.length() > size);
			return;
		}
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || tables().contains("log"));
		process.waitFor(random.nextInt(800), TimeUnit.MILLISECONDS);
	}

	/**
	 * Do what the messages say, as a person would.
	 */
	private void upgrade() {
		try {
			service().upgrade();
		}
		catch (MigrationFailedException ex) {
			this.interrupted++;
			MigrationState state = service().state();
			assertThat(state.status()).as(ex.getMessage()).isEqualTo(MigrationStatus.FAILED);
			String failed = state.history()
				.stream()
				.filter((entry) -> entry.state() == RevisionState.FAILED)
				.map(HistoryEntry::version)
				.findFirst()
				.orElseThrow();
			service().resolve(failed, outcome(service().failure(failed)));
			service().upgrade();
		}
	}

	private FailureOutcome outcome(FailedMigration failure) {
		return switch (failure.symbol()) {
			case "1" -> outcome("log");
			case "3" -> outcome("t_end");
			default -> FailureOutcome.continuesAt(next(failure));
		};
	}

	/**
	 * The outcome of a script that creates one table.
	 */
	private FailureOutcome outcome(String table) {
		return tables().contains(table) ? FailureOutcome.APPLIED : FailureOutcome.continuesAt(1);
	}

	/**
	 * The first statement that is not done, which is one of those that the message says
	 * may be done, or the one after them.
	 */
	private int next(FailedMigration failure) {
		int next = IntStream.rangeClosed(1, TABLES).filter((i) -> !isDone(i)).findFirst().orElse(TABLES + 1);
		int named = number(STATEMENT.matcher(failure.message()), 1);
		int done = number(DONE.matcher(failure.message()), 0);
		assertThat(next).as(failure.message()).isBetween(done + 1, named + 1);
		failure.findings().forEach((finding) -> {
			Matcher matcher = FINDING.matcher(finding);
			assertThat(matcher.matches()).as(finding).isTrue();
			assertThat(isDone(Integer.parseInt(matcher.group(1)))).as(finding)
				.isEqualTo(matcher.group(2).equals("exists"));
		});
		return next;
	}

	private static int number(Matcher matcher, int otherwise) {
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
	}

	private boolean isDone(int statement) {
		return (statement % 4 == 0)
				? sql("select count(*) from log where id = ?").param(statement).query(Integer.class).single() == 1
				: tables().contains("t" + statement);
	}

}
