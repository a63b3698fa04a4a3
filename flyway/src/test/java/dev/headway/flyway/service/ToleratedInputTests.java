package dev.headway.flyway.service;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.ProblemType;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.CountingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stock Flyway leaves out and continues without is a warning, and stops no upgrade.
 */
class ToleratedInputTests extends AbstractServiceTests {

	@Test
	void upgradeWhenFlywaySkipsAFileAppliesTheOthersAndWarns() {
		this.folder.with("V1__a.sql", "create table a (id int);").with("v2__run_by_hand.sql", "drop table a;");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
		MigrationState state = service().upgrade().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME);
			assertThat(problem.scripts()).containsExactly("v2__run_by_hand.sql");
			assertThat(problem.message()).contains("Flyway skips this file", "rename it to 'V2__run_by_hand.sql'",
					"otherwise move it");
		});
		assertThat(tables()).contains("a");
		assertThat(historyRows()).hasSize(1);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenOnlyWarningsAreLeftDoesNotStartFlyway() {
		this.folder.withMerge().with("v5__run_by_hand.sql", "drop table users;");
		service().upgrade();
		CountingDataSource counting = new CountingDataSource(newPool(3));
		service((settings) -> settings.dataSource(counting)).upgrade();
		assertThat(counting.connections()).isOne();
	}

	@Test
	void upgradeWhenNoLocationExistsIsUpToDate() {
		MigrationService service = service((settings) -> settings.locations("filesystem:/none/such", "db/none"));
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		for (int start = 0; start < 2; start++) {
			MigrationState state = service.upgrade().state();
			assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(state.history()).isEmpty();
			assertThat(state.problems()).extracting(MigrationProblem::code)
				.containsExactly("MISSING_LOCATION", "MISSING_LOCATION");
		}
		List<String> tables = tables();
		useNewDatabase();
		flyway((settings) -> settings.locations("filesystem:/none/such")).migrate();
		assertThat(tables).isEqualTo(tables());
	}

	@Test
	void upgradeWhenOneLocationIsMissingAppliesWhatIsInTheOthers() {
		this.folder.withMerge();
		String[] locations = { this.folder.location(), "filesystem:/none/such" };
		assertThat(service((settings) -> settings.locations(locations)).upgrade().applied()).hasSize(4);
		assertThatStockFlywayIsContent();
	}

}
