package dev.headway.flyway.service;

import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.StampResult;
import dev.headway.revision.RevisionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StampOperation}.
 */
class StampOperationTests extends AbstractServiceTests {

	@Test
	void stampOfHandMadeDatabaseLeavesTheRowsOfStockFlyway() {
		this.folder.withMerge();
		flyway().migrate();
		List<String> stock = historyRows();
		useNewDatabase();
		sql("create table users (id int primary key, name varchar(50), password_hash varchar(100),"
				+ " avatar varchar(100))")
			.update();
		StampResult result = service().stamp("head");
		assertThat(result.added()).containsExactly("1", "2", "3", "4");
		assertThat(result.removed()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).isEqualTo(stock);
		assertThat(storedParents()).containsExactly("1 <- ", "2 <- 1", "3 <- 1", "4 <- 2,3");
		assertThatStockFlywayIsContent();
	}

	@Test
	void stampRunsNeitherScriptsNorCallbacks() {
		this.folder.withMerge().with("afterMigrate__x.sql", "insert into nowhere values (1);");
		service().stamp("3");
		assertThat(tables()).containsExactly("flyway_schema_history", "flyway_schema_history_graph");
		assertThat(service().state().current()).containsExactly("3");
	}

	@Test
	void stampLowerTakesTheRecordBack() {
		this.folder.withMerge();
		service().upgrade();
		StampResult result = service().stamp("2");
		assertThat(result.removed()).containsExactly("4", "3");
		assertThat(result.added()).isEmpty();
		assertThat(result.state().current()).containsExactly("2");
		assertThat(tables()).contains("users");
		assertThat(flyway((settings) -> settings.outOfOrder(true)).info().pending()).hasSize(2);
		assertThat(service().stamp("head").added()).containsExactly("3", "4");
		assertThatStockFlywayIsContent();
	}

	@Test
	void stampOfBaseTakesAllRecordsBack() {
		this.folder.withMerge();
		service().upgrade();
		assertThat(service().stamp("base").removed()).containsExactly("4", "3", "2", "1");
		assertThat(service().state().current()).isEmpty();
		assertThat(flyway().info().current()).isNull();
	}

	@Test
	void stampOfCurrentChangesNothing() {
		this.folder.withMerge();
		service().upgrade();
		StampResult result = service().stamp("4");
		assertThat(result.added()).isEmpty();
		assertThat(result.removed()).isEmpty();
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void stampOfSeveralRecordsAll() {
		this.folder.withConflict();
		assertThat(service().stamp(List.of("2", "3"), false).added()).containsExactly("1", "2", "3");
		assertThat(service().state().current()).containsExactlyInAnyOrder("2", "3");
	}

	@Test
	void stampWhenPurgingForgetsWhatNoScriptHas() {
		this.folder.withMerge().with("V9__other.sql", "-- revises: 4");
		service().upgrade();
		this.folder.without("V9__other.sql");
		StampResult result = service().stamp(List.of("2"), true);
		assertThat(result.removed()).containsExactly("9", "4", "3");
		assertThat(result.added()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(result.state().unknown()).isEmpty();
	}

	@Test
	void stampInMissingSchemaCreatesIt() {
		this.folder.withMerge();
		MigrationService service = service((settings) -> settings.schemas("stamped"));
		assertThat(service.stamp("head").added()).hasSize(4);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		Flyway stock = flyway((settings) -> settings.schemas("stamped"));
		stock.validate();
		assertThat(stock.migrate().migrationsExecuted).isZero();
	}

	@Test
	void stampBelowBaselineIsRefused() {
		this.folder.withMerge();
		sql("create table users (id int primary key)").update();
		service((settings) -> settings.baselineOnMigrate(true)).upgrade();
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().stamp("base"))
			.withMessageContaining("1 is part of the baseline 1");
		assertThat(historyRows()).hasSize(4);
	}

	@Test
	void stampOfUnknownRevisionSaysSo() {
		this.folder.withMerge();
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> service().stamp("9"))
			.withMessageContaining("9");
		assertThat(tables()).isEmpty();
	}

	@Test
	void stampWhenHistoryHasFailedRowIsRefused() {
		this.folder.withMerge();
		service().upgrade("2");
		insertRow("3", "SQL", "V3__add_avatars.sql", false);
		assertThatExceptionOfType(MigrationRefusedException.class).isThrownBy(() -> service().stamp("head"))
			.withMessageContaining("V3__add_avatars.sql failed")
			.withMessageContaining("db resolve");
	}

}
