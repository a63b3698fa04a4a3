package dev.headway.flyway.service;

import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

import dev.headway.HeadwayException;
import dev.headway.migration.FailedMigration;
import dev.headway.migration.FailureOutcome;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgrades that end at random moments, and a person who does what the messages say.
 * {@code -Dheadway.seed} repeats a run.
 */
abstract class AbstractInterruptionTests extends AbstractServiceTests {

	static final long SEED = Long.getLong("headway.seed", 1);

	private static final int STATEMENTS = 200;

	private static final int ROWS = STATEMENTS / 8;

	private static final int MOST_ATTEMPTS = 5;

	private static final Pattern STATEMENT = Pattern.compile("at (?:one of statements \\d+ to|statement) (\\d+) of");

	private static final Pattern DONE = Pattern.compile("(\\d+) (?:is|are) done");

	private static final Pattern FINDING = Pattern
		.compile("Statement (\\d+) .*: the table \\w+ (exists|does not exist)\\.");

	final Random random = new Random(SEED);

	@TempDir
	Path temporary;

	/**
	 * Write a script that creates tables and inserts rows, and one before and one after
	 * it.
	 * @param round the number of the folder
	 * @param transactional whether it may run in a transaction
	 */
	void writeScripts(int round, boolean transactional) {
		this.folder = new MigrationFolder(this.temporary.resolve("migrations" + round));
		this.folder.with("V1__log.sql", "create table log (id int primary key);")
			.with("V2__tables.sql",
					IntStream.rangeClosed(1, STATEMENTS)
						.mapToObj((i) -> insertsRow(i) ? "insert into log values (" + i + ");"
								: "create table t" + i + " (id int);")
						.toArray(String[]::new))
			.with("V3__end.sql", "create table t_end (id int);");
		if (!transactional) {
			this.folder.with("V2__tables.sql.conf", "executeInTransaction=false");
		}
	}

	/**
	 * Upgrade, and do what the messages say as long as the database is not at its head.
	 * @return whether a script was interrupted that is not rolled back
	 */
	boolean followMessages() {
		boolean interrupted = false;
		MigrationService service = service();
		for (int attempt = 1;; attempt++) {
			try {
				MigrationState state = service.state();
				if (state.status() == MigrationStatus.FAILED) {
					interrupted = true;
					resolve(service, state);
				}
				service.upgrade();
				return interrupted;
			}
			catch (HeadwayException | DataAccessException ex) {
				assertThat(attempt).as(ex.getMessage()).isLessThan(MOST_ATTEMPTS);
			}
		}
	}

	private void resolve(MigrationService service, MigrationState state) {
		String failed = state.history()
			.stream()
			.filter((entry) -> entry.state() == RevisionState.FAILED)
			.map(HistoryEntry::version)
			.findFirst()
			.orElseThrow();
		service.resolve(failed, outcome(service.failure(failed)));
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
		int next = IntStream.rangeClosed(1, STATEMENTS).filter((i) -> !isDone(i)).findFirst().orElse(STATEMENTS + 1);
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

	/**
	 * The second half of the script only creates tables.
	 */
	private static boolean insertsRow(int statement) {
		return statement % 4 == 0 && statement <= STATEMENTS / 2;
	}

	private boolean isDone(int statement) {
		return insertsRow(statement)
				? sql("select count(*) from log where id = ?").param(statement).query(Integer.class).single() == 1
				: tables().contains("t" + statement);
	}

	void assertThatEverythingIsAppliedOnce() {
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(tables()).filteredOn((table) -> table.matches("t\\d+")).hasSize(STATEMENTS - ROWS);
		assertThat(tables()).contains("t_end");
		assertThat(sql("select count(*) from log").query(Integer.class).single()).isEqualTo(ROWS);
		assertThat(historyRows()).hasSize(3).noneMatch((row) -> row.contains("false"));
		assertThatStockFlywayIsContent();
	}

}
