package dev.headway.flyway.service;

import java.util.List;
import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.UpgradeResult;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An existing Flyway project without any header: Headway does what stock Flyway does.
 */
class HeaderlessProjectTests extends AbstractServiceTests {

	private static final String GRAPH_TABLE = "flyway_schema_history_graph";

	@BeforeEach
	void writeScripts() {
		this.folder.with("V1__a.sql", "create table a (id int);")
			.with("V2.1__b.sql", "create table b (id int);")
			.with("V10__.sql", "-- Nothing, and no description.")
			.with("R__view.sql", "create or replace view v as select id from a;");
	}

	@Test
	void upgradeLeavesTheRowsOfStockFlyway() {
		service().upgrade();
		List<String> tables = tables();
		List<String> rows = historyRows();
		assertThatStockFlywayIsContent();
		useNewDatabase();
		flyway().migrate();
		assertThat(rows).isEqualTo(historyRows()).hasSize(4);
		assertThat(tables).contains(GRAPH_TABLE).filteredOn((name) -> !GRAPH_TABLE.equals(name)).isEqualTo(tables());
	}

	@Test
	void upgradeWhenJavaMigrationsAndCallbacksLeavesTheRowsOfStockFlyway() {
		this.folder.with("afterMigrate__count.sql", "insert into runs values (1);");
		Consumer<FluentConfiguration> settings = (configuration) -> configuration.dataSource(newPool(3))
			.javaMigrations(new SqlInJava("3", "runs", "create table runs (id int)"),
					new SqlInJava(null, "a view", "create or replace view w as select id from b"));
		UpgradeResult result = service(settings).upgrade();
		assertThat(result.applied()).containsExactly("1", "2.1", "3", "10");
		List<String> tables = tables();
		List<String> rows = historyRows();
		assertThat(sql("select count(*) from runs").query(Integer.class).single()).isOne();
		useNewDatabase();
		flyway(settings).migrate();
		assertThat(rows).isEqualTo(historyRows()).hasSize(6);
		assertThat(tables).filteredOn((name) -> !GRAPH_TABLE.equals(name)).isEqualTo(tables());
	}

	@Test
	void upgradeWhenARepeatableChangedRunsItAgain() {
		service().upgrade();
		this.folder.with("R__view.sql", "create or replace view v as select id + 1 as id from a;");
		UpgradeResult result = service().upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(historyRows()).hasSize(5);
		assertThatStockFlywayIsContent();
	}

	@Test
	void upgradeWhenStockFlywayWentBeforeTakesOver() {
		flyway().migrate();
		MigrationState state = service().state();
		assertThat(state.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(state.current()).containsExactly("10");
		this.folder.with("V11__d.sql", "create table d (id int);");
		assertThat(service().upgrade().applied()).containsExactly("11");
		assertThat(storedParents()).containsExactly("1 <- ", "10 <- 2.1", "11 <- 10", "2.1 <- 1");
	}

	@Test
	void migrateWhenStockFlywayTakesOverGoesOn() {
		service().upgrade();
		this.folder.with("V11__d.sql", "create table d (id int);");
		assertThat(flyway().migrate().migrationsExecuted).isOne();
		assertThat(service().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@Test
	void upgradeWhenHeadersBeginLaterGoesOnFromTheHead() {
		service().upgrade();
		this.folder.with("V11__d.sql", "-- revises: 10", "create table d (id int);")
			.with("V12__e.sql", "-- revises: 11", "create table e (id int);");
		assertThat(service().upgrade().applied()).containsExactly("11", "12");
		assertThatStockFlywayIsContent();
	}

}
