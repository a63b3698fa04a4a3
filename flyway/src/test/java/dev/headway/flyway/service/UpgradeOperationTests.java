package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.UpgradeResult;
import dev.headway.script.Revises;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeOperation}.
 */
class UpgradeOperationTests extends AbstractServiceTests {

	@Test
	void upgradeWhenEmptyAppliesAllAndStoresParents() {
		this.folder.withMerge();
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).containsExactly("1", "2", "3", "4");
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(result.state().current()).containsExactly("4");
		assertThat(tables()).containsExactly("flyway_schema_history", "flyway_schema_history_graph", "users");
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenNothingIsPendingAppliesNothing() {
		this.folder.withMerge();
		service().upgrade();
		List<String> rows = historyRows();
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).isEqualTo(rows).hasSize(4);
	}

	@Test
	void upgradeWhenMigrationsAreMissingAltogetherAppliesNothing() {
		this.folder.with("readme.txt", "No migrations yet.");
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(result.state().heads()).isEmpty();
	}

	@Test
	void upgradeWhenUndoScriptsArePresentHidesThemFromFlyway() {
		this.folder.withMerge().with("U4__merge.sql", "select 1;");
		MigrationService service = service((settings) -> settings.validateMigrationNaming(true));
		assertThat(service.upgrade().applied()).hasSize(4);
	}

	@Test
	void upgradeWhenJavaMigrationsAreMergedFollowsTheirAnnotations() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		service().upgrade();
		this.folder.with("V5__more.sql", "-- revises: 4", "create table more (id int);");
		MigrationService service = service((settings) -> settings.javaMigrations(new AddAvatars(), new Merge()));
		assertThat(service.state().heads()).containsExactly("5");
		assertThat(service.upgrade().applied()).containsExactly("3", "4", "5");
		assertThat(storedParents()).contains("3 <- 1", "4 <- 2,3", "5 <- 4");
		sql("insert into users (id, password_hash, avatar) values (1, 'x', 'y')").update();
	}

	@Test
	void upgradeWhenJavaMigrationForksAppliesNothing() {
		this.folder.withConflict().without("V3__add_avatars.sql");
		MigrationService service = service((settings) -> settings.javaMigrations(new AddAvatars()));
		MigrationState state = service.state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(state.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.scripts()).containsExactly("V2__add_password_hashes.sql",
					AddAvatars.class.getName()));
	}

	@Test
	void upgradeWhenSeveralRaceAppliesEachOnce() throws Exception {
		this.folder.withMerge();
		ExecutorService threads = Executors.newFixedThreadPool(3);
		try {
			CyclicBarrier start = new CyclicBarrier(3);
			List<String> applied = new ArrayList<>();
			for (Future<UpgradeResult> result : threads.invokeAll(List.of(racer(start), racer(start), racer(start)))) {
				applied.addAll(result.get().applied());
				assertThat(result.get().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			}
			assertThat(applied).containsExactlyInAnyOrder("1", "2", "3", "4");
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(historyRows()).hasSize(4);
		assertThat(storedParents()).hasSize(4);
	}

	/**
	 * An upgrade of this test's database with connections of its own, as another process
	 * would have them.
	 */
	private Callable<UpgradeResult> racer(CyclicBarrier start) {
		HikariDataSource own = newPool(2);
		MigrationService service = service((settings) -> settings.dataSource(own));
		return () -> {
			start.await();
			return service.upgrade();
		};
	}

	@Revises("1")
	static final class AddAvatars extends SqlInJava {

		AddAvatars() {
			super("3", "add avatars", "alter table users add avatar varchar(100)");
		}

	}

	@Revises({ "2", "3" })
	static final class Merge extends SqlInJava {

		Merge() {
			super("4", "merge", "update users set name = name");
		}

	}

}
