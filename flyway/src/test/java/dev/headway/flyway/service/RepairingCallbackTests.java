package dev.headway.flyway.service;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.headway.flyway.EngineSettings;
import dev.headway.flyway.FlywayEngine;
import dev.headway.flyway.Runner;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.script.ParentRule;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callbacks that repair the schema history before Flyway validates it, with both runners.
 */
class RepairingCallbackTests extends AbstractServiceTests {

	private static final String DELETE_FAILED = "delete from \"flyway_schema_history\" where \"success\" = false;";

	private String repair = "";

	private String quoted(String sql) {
		return (this.database == TestDatabase.MARIADB) ? sql.replace('"', '`') : sql;
	}

	private MigrationService service(Runner runner, Consumer<FluentConfiguration> settings) {
		return FlywayMigrationService
			.of(FlywayEngine.of(flyway((configuration) -> settings.accept(configuration.dataSource(newPool(3)))),
					EngineSettings.of(ParentRule.AUTO).with(runner)), List.of());
	}

	private MigrationService service(Runner runner) {
		return service(runner, (settings) -> {
		});
	}

	private void editAnAppliedScript() {
		this.folder.with("V1__a.sql", "create table a (id int);");
		flyway().migrate();
		String checksum = "update \"flyway_schema_history\" set \"checksum\" = "
				+ sql("select \"checksum\" from \"flyway_schema_history\" where \"version\" = '1'").query(Integer.class)
					.single()
				+ " where \"version\" = '1';";
		sql("update \"flyway_schema_history\" set \"checksum\" = 7 where \"version\" = '1'").update();
		this.folder.with("V2__b.sql", "create table b (id int);");
		this.repair = quoted(checksum);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenACallbackBeforeValidationRepairsAChecksumApplies(Runner runner) {
		editAnAppliedScript();
		this.folder.with("beforeValidate.sql", this.repair);
		assertThat(service(runner).state().status()).isEqualTo(MigrationStatus.CHANGED);
		assertThat(service(runner).upgrade().applied()).containsExactly("2");
		assertThat(service(runner).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenACallbackInJavaRepairsAChecksumFiresTheEventsOfFlyway(Runner runner) {
		editAnAppliedScript();
		Repair stock = new Repair(this.repair);
		flyway((settings) -> settings.dataSource(newPool(3)).callbacks(stock)).migrate();
		useNewDatabase();
		this.folder.without("V2__b.sql");
		editAnAppliedScript();
		Repair ours = new Repair(this.repair);
		assertThat(service(runner, (settings) -> settings.callbacks(ours)).upgrade().applied()).containsExactly("2");
		assertThat(ours.events).isEqualTo(stock.events);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenACallbackRenumbersAMissingScriptApplies(Runner runner) {
		this.folder.with("V1__a.sql").with("V1.5__b.sql");
		flyway().migrate();
		this.folder.without("V1.5__b.sql").with("V2__b.sql").with("V3__c.sql", "create table c (id int);");
		this.folder.with("beforeValidate.sql",
				quoted("update \"flyway_schema_history\" set \"version\" = '2', \"script\" = 'V2__b.sql'"
						+ " where \"version\" = '1.5';"));
		assertThat(service(runner).upgrade().applied()).containsExactly("3");
		assertThat(service(runner).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenACallbackRemovesAFailedRowApplies(Runner runner) {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		flyway((settings) -> settings.target("1")).migrate();
		insertRow("2", "SQL", "V2__b.sql", false);
		this.folder.with("beforeValidate__x.sql", quoted(DELETE_FAILED));
		assertThat(service(runner).state().status()).isEqualTo(MigrationStatus.FAILED);
		assertThat(service(runner).upgrade().applied()).containsExactly("2");
		assertThat(service(runner).state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenACallbackRepairsNothingIsRefused(Runner runner) {
		editAnAppliedScript();
		this.folder.with("beforeValidate.sql", quoted(DELETE_FAILED));
		assertThatUpgradeIsRefused(service(runner), MigrationStatus.CHANGED,
				"Nothing was applied: the migrations have status CHANGED.", "V1__a.sql was edited");
		assertThat(tables()).doesNotContain("b");
	}

	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenAFailedRowStaysWithoutValidationIsRefused(Runner runner) {
		this.folder.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		flyway((settings) -> settings.target("1")).migrate();
		insertRow("2", "SQL", "V2__b.sql", false);
		this.folder.with("beforeMigrate.sql", "insert into a values (1);");
		assertThatUpgradeIsRefused(service(runner, (settings) -> settings.validateOnMigrate(false)),
				MigrationStatus.FAILED, "Nothing was applied: the migrations have status FAILED.", "V2__b.sql failed");
	}

	/**
	 * Flyway's validation does not know stored parents.
	 */
	@ParameterizedTest
	@EnumSource(Runner.class)
	void upgradeWhenOnlyHeadwayKnowsThatTheHistoryDivergedIsRefused(Runner runner) {
		this.folder.withMerge();
		service(runner).upgrade();
		insertRow("6", "SQL", "V6__f.sql", true);
		sql("insert into \"flyway_schema_history_graph\" values ('6', '3')").update();
		this.folder.with("V5__g.sql", "-- revises: 4", "create table g (id int);")
			.with("beforeValidate.sql", quoted(DELETE_FAILED));
		assertThatUpgradeIsRefused(
				service(runner, (settings) -> settings.ignoreMigrationPatterns("*:future", "*:ignored")),
				MigrationStatus.DIVERGED, "Nothing was applied: the migrations have status DIVERGED.", "6 (V6__f.sql)");
		assertThat(tables()).doesNotContain("g");
	}

	/**
	 * Repairs before validation, and remembers all events.
	 */
	private static final class Repair extends BaseCallback {

		private final List<Event> events = new ArrayList<>();

		private final String sql;

		Repair(String sql) {
			this.sql = sql;
		}

		@Override
		public void handle(Event event, Context context) {
			this.events.add(event);
			if (event == Event.BEFORE_VALIDATE) {
				try (var statement = context.getConnection().createStatement()) {
					statement.execute(this.sql);
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

	}

}
