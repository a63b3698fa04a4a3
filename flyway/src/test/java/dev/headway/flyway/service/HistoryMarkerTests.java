package dev.headway.flyway.service;

import java.util.function.Consumer;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.RevisionState;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows of the schema history that are more than one applied script.
 */
class HistoryMarkerTests extends AbstractServiceTests {

	@BeforeEach
	void writeScripts() {
		this.folder.withMerge();
	}

	@Test
	void stateWhenHeadWasDeletedIsPendingAgain() {
		service().upgrade();
		insertRow("4", "DELETE", "U4__merge.sql", true);
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(state.current()).containsExactly("2", "3");
		assertThat(state.pending()).containsExactly("4");
		assertThat(service().upgrade().applied()).containsExactly("4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void stateWhenHeadWasDeletedAndItsScriptIsGoneIsUpToDate() {
		this.folder.with("V5__e.sql", "-- revises: 4");
		service().upgrade();
		insertRow("5", "DELETE", "U5__e.sql", true);
		this.folder.without("V5__e.sql");
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.current()).containsExactly("4");
	}

	@Test
	void stateWhenParentWasDeletedButItsChildStaysIsDiverged() {
		service().upgrade();
		insertRow("2", "DELETE", "U2__add_password_hashes.sql", true);
		assertThatUpgradeIsRefused(MigrationStatus.DIVERGED, "2 (V2__add_password_hashes.sql) is not applied",
				"4 (V4__merge.sql)");
	}

	@Test
	void stateWhenDeletionFailedNamesItUntilTheMarkIsGone() {
		service().upgrade();
		insertRow("4", "DELETE", "U4__merge.sql", false);
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "The downgrade of 4 started", "U4__merge.sql");
		flyway().repair();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void stateWhenOneRowWasDeletedTwiceNamesTheRow() {
		service().upgrade();
		insertRow("4", "DELETE", "U4__merge.sql", true);
		insertRow("4", "DELETE", "U4__merge.sql", true);
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "Row 6", "DELETE", "U4__merge.sql",
				"Remove the row manually after a backup");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(flyway()::info)
			.withMessageContaining("multiple delete entries");
	}

	@Test
	void stateWhenPaidEditionUndidARevisionNamesTheRow() {
		service().upgrade();
		insertRow("4", "UNDO_SQL", "U4__merge.sql", true);
		assertThatUpgradeIsRefused(MigrationStatus.FAILED, "Row 5", "UNDO_SQL", "U4__merge.sql", "paid");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(flyway()::info);
	}

	@Test
	void stateWhenBaselinedCountsWhatIsBelowAsApplied() {
		sql("create table users (id int primary key, password_hash varchar(9))").update();
		flyway((settings) -> settings.baselineVersion("2")).baseline();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(state.current()).containsExactly("2");
		assertThat(state.appliedCount()).isEqualTo(2);
		assertThatRevision(state, "1", RevisionState.BASELINE);
		assertThat(service().upgrade().applied()).containsExactly("3", "4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void stateWhenFlywayMarkedTheSchemaItCreatedIsPending() {
		Consumer<FluentConfiguration> own = (settings) -> settings.schemas("headway_own")
			.locations(this.folder.beside("none").location());
		try {
			flyway(own).migrate();
			MigrationService service = service(own.andThen((settings) -> settings.locations(this.folder.location())));
			assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
			assertThat(service.upgrade().applied()).hasSize(4);
		}
		finally {
			flyway(own.andThen((settings) -> settings.cleanDisabled(false))).clean();
		}
	}

	@Test
	void stateWhenFlywayMarkedItsTableLeavesTheMarkOut() {
		service().upgrade();
		int marks = sql("select count(*) from \"flyway_schema_history\" where \"type\" = 'TABLE'").query(Integer.class)
			.single();
		assertThat(marks).isEqualTo((this.database == TestDatabase.H2) ? 1 : 0);
		assertThat(service().state().history()).hasSize(4);
	}

}
