package dev.headway.flyway.service;

import java.util.function.Consumer;

import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Settings of the user that say where the schema history stands keep their meaning.
 */
class HistoryTableTests extends AbstractServiceTests {

	private String own = "";

	private String other = "";

	@BeforeEach
	void writeScripts() {
		this.folder.withMerge();
		String unique = sql("select " + ((this.database == TestDatabase.MARIADB) ? "database()" : "current_schema"))
			.query(String.class)
			.single();
		this.own = unique + "_Own";
		this.other = unique + "_other";
	}

	@AfterEach
	void drop() {
		if (!this.own.isEmpty() && this.database == TestDatabase.MARIADB) {
			sql("drop schema if exists \"" + this.own.replace("\"", "\"\"") + "\"").update();
			sql("drop schema if exists \"" + this.other + "\"").update();
		}
	}

	private void assertThatUpgradeUses(String schema, Consumer<FluentConfiguration> settings, String... tables) {
		MigrationService service = service(settings);
		assertThat(service.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(service.upgrade().applied()).hasSize(4);
		assertThat(tables(schema)).containsExactly(tables);
		assertThat(tables()).isEmpty();
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service.upgrade().applied()).isEmpty();
		flyway(settings).validate();
		assertThat(flyway(settings).migrate().migrationsExecuted).isZero();
	}

	@Test
	void upgradeWhenSchemaIsMissingLetsFlywayCreateIt() {
		assertThatUpgradeUses(this.own, (settings) -> settings.schemas(this.own), "flyway_schema_history",
				"flyway_schema_history_graph", "users");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b", "\"\"x\"", "a`b", "a b.c'd", "ä%_" })
	void upgradeWhenTheSchemaHasAnOddNameQuotesIt(String name) {
		assumeThat(name).as("stock Flyway does not escape this")
			.doesNotContain((this.database == TestDatabase.H2) ? "\"" : unquotable());
		this.own = this.own + name;
		assertThatUpgradeUses(this.own, (settings) -> settings.schemas(this.own), "flyway_schema_history",
				"flyway_schema_history_graph", "users");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b", "a`b", "a b.c'd" })
	void upgradeWhenTheTableHasAnOddNameQuotesIt(String name) {
		assumeThat(name).as("stock Flyway does not escape this")
			.doesNotContain((this.database == TestDatabase.MARIADB) ? unquotable() : "\"");
		MigrationService service = service((settings) -> settings.table(name));
		service.upgrade();
		assertThat(tables()).containsExactlyInAnyOrder(name, name + "_graph", "users");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(flyway((settings) -> settings.table(name)).migrate().migrationsExecuted).isZero();
	}

	private String unquotable() {
		return (this.database == TestDatabase.MARIADB) ? "`" : "\0";
	}

	@Test
	void upgradeWhenDefaultSchemaIsSetKeepsHistoryThere() {
		assertThatUpgradeUses(this.own, (settings) -> settings.schemas(this.other).defaultSchema(this.own),
				"flyway_schema_history", "flyway_schema_history_graph", "users");
		assertThat(tables(this.other)).isEmpty();
	}

	@Test
	void upgradeWhenSeveralSchemasAreSetKeepsHistoryInTheFirst() {
		assertThatUpgradeUses(this.own, (settings) -> settings.schemas(this.own, this.other), "flyway_schema_history",
				"flyway_schema_history_graph", "users");
	}

	@Test
	void upgradeWhenSchemaIsMissingAndNotToBeCreatedFails() {
		MigrationService service = service((settings) -> settings.schemas(this.own).createSchemas(false));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(service::upgrade);
		assertThat(tables()).isEmpty();
	}

	@Test
	void upgradeWhenTableIsNamedOtherwiseKeepsHistoryThere() {
		MigrationService service = service((settings) -> settings.table("my%Story_1"));
		service.upgrade();
		assertThat(tables()).containsExactly("my%story_1", "my%story_1_graph", "users");
		assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(service().state().status()).isEqualTo(MigrationStatus.PENDING);
	}

	@Test
	void stateWhenTwoHistoriesShareASchemaTellsThemApart() {
		service((settings) -> settings.table("a_history")).upgrade();
		MigrationService other = service((settings) -> settings.table("axhistory"));
		assertThat(other.state().status()).isEqualTo(MigrationStatus.PENDING);
		assertThat(other.state().current()).isEmpty();
	}

}
