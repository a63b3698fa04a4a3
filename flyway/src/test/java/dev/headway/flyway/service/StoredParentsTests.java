package dev.headway.flyway.service;

import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the graph table tells, and what holds where it is missing or partial.
 */
class StoredParentsTests extends AbstractServiceTests {

	private void drop() {
		sql("drop table \"flyway_schema_history_graph\"").update();
	}

	private void forget(String version) {
		sql("delete from \"flyway_schema_history_graph\" where \"version\" = ?").param(version).update();
	}

	@Test
	void stateWhenUnknownIsASiblingByItsStoredParentsIsDiverged() {
		this.folder.withMerge();
		service().upgrade();
		insertRow("5", "SQL", "V5__e.sql", true);
		sql("insert into \"flyway_schema_history_graph\" values ('5', '3')").update();
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "5 (V5__e.sql)");
	}

	@Test
	void stateWhenUnknownFollowsTheHeadByItsStoredParentsIsAhead() {
		this.folder.withMerge();
		service().upgrade();
		insertRow("5", "SQL", "V5__e.sql", true);
		sql("insert into \"flyway_schema_history_graph\" values ('5', '4')").update();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.current()).containsExactly("5");
		assertThat(state.find("5")).hasValueSatisfying((entry) -> assertThat(entry.revises()).containsExactly("4"));
	}

	@Test
	void stateWhenTableIsMissingAndUnknownIsAboveTheHeadIsAhead() {
		this.folder.withMerge();
		service().upgrade();
		drop();
		insertRow("5", "SQL", "V5__e.sql", true);
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.current()).containsExactly("5");
		assertThat(service().upgrade().applied()).isEmpty();
	}

	@Test
	void stateWhenTableIsMissingAndUnknownIsBelowTheHeadIsDiverged() {
		this.folder.withMerge();
		service().upgrade();
		drop();
		insertRow("3.5", "SQL", "V3_5__e.sql", true);
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "3.5 (V3_5__e.sql)");
	}

	@Test
	void stateWhenRowIsMissingAndUnknownIsAboveTheHeadIsAhead() {
		this.folder.withMerge().with("V5__e.sql", "-- revises: 4");
		service().upgrade();
		forget("5");
		this.folder.without("V5__e.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.AHEAD);
	}

	@Test
	void stateWhenRowIsMissingAndOneOfOursIsPendingIsDiverged() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		forget("3");
		this.folder.withConflict().without("V3__add_avatars.sql");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.DIVERGED);
	}

	@Test
	void stateWhenStoredTextIsNoVersionCountsAsNotStored() {
		this.folder.withMerge();
		service().upgrade();
		sql("insert into \"flyway_schema_history_graph\" values ('what', 'ever')").update();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenTableIsMissingFillsIt() {
		this.folder.withMerge();
		service().upgrade();
		drop();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service().upgrade().applied()).isEmpty();
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
	}

	@Test
	void upgradeWhenTableIsPartialFillsIt() {
		this.folder.withMerge();
		service().upgrade();
		forget("2");
		forget("4");
		this.folder.with("V5__e.sql", "-- revises: 4");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3", "5 <- 4");
	}

	@Test
	void upgradeWhenTableIsMissingAndRevisionIsPendingFillsAll() {
		this.folder.withMerge();
		flyway().migrate();
		this.folder.with("V5__e.sql", "-- revises: 4");
		service().upgrade();
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3", "5 <- 4");
	}

}
