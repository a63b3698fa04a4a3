package dev.headway.flyway.service;

import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statuses, told apart, and what reading them leaves alone.
 */
class MigrationStateTests extends AbstractServiceTests {

	@Test
	void stateWhenNothingIsAppliedIsPending() {
		this.folder.withMerge();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(state.current()).isEmpty();
		assertThat(state.heads()).containsExactly("4");
		assertThat(state.pending()).containsExactly("1", "2", "3", "4");
		assertThat(tables()).isEmpty();
	}

	@Test
	void stateWhenANewerBuildWasDeployedIsAhead() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.without("V4__merge.sql").without("V3__add_avatars.sql");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.AHEAD);
		assertThat(state.current()).containsExactly("4");
		assertThat(state.unknown()).containsExactly("3", "4");
		assertThat(service().upgrade().applied()).isEmpty();
	}

	@Test
	void stateWhenASiblingWasDeployedIsDiverged() {
		this.folder.withConflict().without("V2__add_password_hashes.sql");
		service().upgrade();
		this.folder.withConflict().without("V3__add_avatars.sql");
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "V3__add_avatars.sql", "db merge");
		assertThat(historyRows()).hasSize(2);
	}

	@Test
	void stateWhenAnAppliedScriptWasEditedIsChanged() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V3__add_avatars.sql", "-- revises: 1", "alter table users add avatar varchar(200);");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CHANGED);
		assertThatRevision(state, "3", RevisionState.CHANGED);
		assertThatUpgradeIsRefused(MigrationStatus.CHANGED, "V3__add_avatars.sql", "git checkout", "db repair");
		flyway().repair();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void stateWhenAnAppliedScriptWasRenamedIsChanged() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.without("V3__add_avatars.sql")
			.with("V3__avatars.sql", "-- revises: 1", "alter table users add avatar varchar(100);");
		assertThatUpgradeIsRefused(MigrationStatus.CHANGED, "V3__avatars.sql", "V3__add_avatars.sql");
	}

	@Test
	void stateWhenSeveralStatusesHoldIsTheGravest() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("V3__add_avatars.sql", "-- revises: 1", "-- edited").with("V5__e.sql", "-- revises: 2");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.CONFLICT);
		assertThat(state.problems()).extracting(MigrationProblem::code)
			.containsExactly("MULTIPLE_HEADS", "CHECKSUM_MISMATCH");
		this.folder.with("V6__f.sql", "-- revises: 99");
		assertThat(service().state().status()).isEqualTo(MigrationStatus.INVALID);
		assertThat(service().state().current()).containsExactly("4");
	}

	@Test
	void refreshReadsNoFile() {
		this.folder.withMerge();
		MigrationService service = service();
		service.upgrade();
		this.folder.with("V5__e.sql", "-- revises: 4");
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
	}

	@Test
	void refreshWhenNothingChangedReturnsAnEqualState() {
		this.folder.withMerge();
		MigrationService service = service();
		service.upgrade();
		assertThat(service.refresh()).isEqualTo(service.refresh()).isEqualTo(service.state());
	}

	@Test
	void refreshWhenRowWasRepairedInPlaceSeesIt() {
		this.folder.withMerge();
		MigrationService service = service();
		service.upgrade();
		MigrationState before = service.refresh();
		sql("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '2'").update();
		assertThat(before.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.CHANGED);
		flyway().repair();
		assertThat(service.refresh()).isEqualTo(before);
	}

	@Test
	void refreshWhenParentsWereStoredSeesThem() {
		this.folder.withMerge();
		MigrationService service = service();
		service.upgrade();
		sql("insert into \"flyway_schema_history_graph\" (\"version\", \"parents\") values ('6', '4')").update();
		insertRow("6", "SQL", "V6__f.sql", true);
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.AHEAD);
		sql("update \"flyway_schema_history_graph\" set \"parents\" = '2' where \"version\" = '6'").update();
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.DIVERGED);
	}

	@Test
	void refreshWhenAnotherBuildUpgradedSeesIt() {
		this.folder.withMerge();
		MigrationService service = service();
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.PENDING);
		flyway().migrate();
		assertThat(service.refresh().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void stateWhenStockFlywayMigratedWritesNothing() {
		this.folder.withMerge();
		flyway().migrate();
		List<String> tables = tables();
		List<String> rows = historyRows();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service().refresh().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(tables()).isEqualTo(tables).containsExactly("flyway_schema_history", "users");
		assertThat(historyRows()).isEqualTo(rows);
	}

	@Test
	void stateWhenFlywayHoldsItsLockDoesNotWait() {
		this.folder.withMerge();
		List<MigrationState> seen = new ArrayList<>();
		MigrationService service = service((settings) -> settings.dataSource(newPool(1)));
		flyway((settings) -> settings.callbacks(new UnderLock(() -> seen.add(service.state())))).migrate();
		assertThat(seen).extracting(MigrationState::pending)
			.containsExactly(List.of("1", "2", "3", "4"), List.of("2", "3", "4"), List.of("3", "4"), List.of("4"));
		assertThat(seen).extracting(MigrationState::status).containsOnly(MigrationStatus.PENDING);
	}

	@Test
	void stateWhenAnAppliedHeaderNamesTheMissingParentDoesNotAdviseARename() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__b.sql", "-- revises: 1", "create table b (id int);")
			.with("V3__c.sql", "-- revises: 2", "create table c (id int);");
		service().upgrade();
		sql("delete from \"flyway_schema_history\" where \"version\" = '2'").update();
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED,
				"Deploy a build in which its children do not name it as a parent, or, if it must never run here");
	}

	/**
	 * Does something before each migration, which is when Flyway holds its lock.
	 */
	private static final class UnderLock extends BaseCallback {

		private final Runnable work;

		UnderLock(Runnable work) {
			this.work = work;
		}

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_EACH_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			this.work.run();
		}

	}

}
