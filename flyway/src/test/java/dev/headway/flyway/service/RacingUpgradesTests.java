package dev.headway.flyway.service;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgrades that begin at the same time, Headway's and stock Flyway's.
 * <p>
 * Stock Flyway does not begin on an empty database. On H2, it locks the history with
 * {@code select ... for update}, and H2 shows a new table before the row that
 * {@code create table ... as select} puts into it. A lock in between locks nothing.
 */
class RacingUpgradesTests extends AbstractServiceTests {

	private static final int MIGRATIONS = 30;

	private void race(String begun, List<Callable<Integer>> runners) throws InterruptedException, ExecutionException {
		for (int i = 1; i <= MIGRATIONS; i++) {
			this.folder.with("V" + i + "__m.sql", "create table t" + i + " (id int primary key);",
					"insert into t" + i + " values (1);");
		}
		int applied = begun.isEmpty() ? 0 : service().upgrade(begun).applied().size();
		ExecutorService threads = Executors.newFixedThreadPool(runners.size());
		try {
			for (Future<Integer> result : threads.invokeAll(runners)) {
				applied += result.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(applied).isEqualTo(MIGRATIONS);
		assertThat(historyRows()).hasSize(MIGRATIONS)
			.extracting((row) -> row.substring(1, row.indexOf(',')))
			.containsExactlyElementsOf(IntStream.rangeClosed(1, MIGRATIONS).mapToObj(String::valueOf).toList());
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(storedParents()).hasSize(MIGRATIONS);
		assertThatStockFlywayIsContent();
	}

	private Callable<Integer> headway() {
		MigrationService service = service((settings) -> settings.dataSource(newPool(2)));
		return () -> service.upgrade().applied().size();
	}

	private Callable<Integer> stock() {
		Flyway flyway = flyway((settings) -> settings.dataSource(newPool(2)));
		return () -> flyway.migrate().migrationsExecuted;
	}

	@Test
	void upgradesWhenRacingApplyEachRevisionOnce() throws Exception {
		race("", List.of(headway(), headway(), headway()));
	}

	@Test
	void upgradesWhenRacingWithStockFlywayApplyEachRevisionOnce() throws Exception {
		race("1", List.of(headway(), stock(), headway(), stock()));
	}

}
