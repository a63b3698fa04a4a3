package dev.headway.flyway.service;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.plan.HeadConflict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mary's password hashes and David's avatars, on the databases that each of them and
 * nobody yet has deployed to.
 */
class StoryTests extends AbstractServiceTests {

	@Test
	void upgradeWhenTwoHeadsAppliesNothing() {
		this.folder.withConflict();
		assertThatUpgradeIsRefused(MigrationStatus.CONFLICT, "V2__add_password_hashes.sql", "V3__add_avatars.sql",
				"db merge 2 3", "db rebase 3 --onto 2");
		assertThat(tables()).isEmpty();
		MigrationState state = service().state();
		assertThat(state.conflict()).isEqualTo(new HeadConflict(List.of("2", "3"), List.of("1"), List.of(),
				List.of("db merge 2 3", "db rebase 3 --onto 2")));
		assertThat(state.pending()).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@CsvSource({ "V2__add_password_hashes.sql, db rebase 2 --onto 3", "V3__add_avatars.sql, db rebase 3 --onto 2" })
	void upgradeWhenTwoHeadsAndOneIsDeployedAdvisesToKeepIt(String missing, String rebase) {
		this.folder.withConflict().without(missing);
		service().upgrade();
		List<String> rows = historyRows();
		this.folder.withConflict();
		assertThat(service().state().conflict()).extracting(HeadConflict::resolve)
			.isEqualTo(List.of("db merge 2 3", rebase));
		assertThatUpgradeIsRefused(MigrationStatus.CONFLICT, rebase);
		assertThat(historyRows()).isEqualTo(rows);
	}

	@ParameterizedTest
	@CsvSource({ "V2__add_password_hashes.sql, 1 3, 2 4", "V3__add_avatars.sql, 1 2, 3 4" })
	void upgradeWhenOneBranchWasDeployedEndsAtTheMerge(String missing, String deployed, String rest) {
		this.folder.withConflict().without(missing);
		assertThat(service().upgrade().applied()).containsExactly(deployed.split(" "));
		this.folder.withMerge();
		assertThat(service().state().pending()).containsExactly(rest.split(" "));
		assertThat(service().upgrade().applied()).containsExactly(rest.split(" "));
		assertThatDatabaseIsAtTheMerge();
	}

	@ParameterizedTest
	@CsvSource({ "V2__add_password_hashes.sql, 2 4", "V3__add_avatars.sql, 3 4" })
	void upgradeWhenStockFlywayDeployedOneBranchEndsAtTheMerge(String missing, String rest) {
		this.folder.withConflict().without(missing);
		flyway().migrate();
		this.folder.withMerge();
		assertThat(service().upgrade().applied()).containsExactly(rest.split(" "));
		assertThatDatabaseIsAtTheMerge();
	}

	@Test
	void upgradeWhenDatabaseIsEmptyEndsAtTheMerge() {
		this.folder.withMerge();
		assertThat(service().upgrade().applied()).containsExactly("1", "2", "3", "4");
		assertThatDatabaseIsAtTheMerge();
	}

	private void assertThatDatabaseIsAtTheMerge() {
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.current()).containsExactly("4");
		assertThat(state.problems()).isEmpty();
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
		sql("insert into users (id, name, password_hash, avatar) values (1, 'mary', 'x', 'y')").update();
		assertThatStockFlywayIsContent();
	}

}
