package dev.headway.flyway.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.scanner.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationStatus;
import dev.headway.migration.UpgradeResult;
import dev.headway.script.Revises;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.CountingDataSource;
import dev.headway.testing.flyway.SqlInJava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An upgrade that has nothing to do, and each reason to start Flyway all the same.
 */
class UpToDateCheckTests extends AbstractServiceTests {

	/**
	 * What tells the driver where an unqualified table is.
	 */
	private static final Set<String> DRIVER = Set.of("getSchema", "getCatalog");

	private static final String VIEW = "create or replace view names as select name from users;";

	/**
	 * Start anew and upgrade, and count the connections that this takes: one if Flyway is
	 * not started, and then one statement.
	 */
	private int connectionsOfUpgrade(Consumer<FluentConfiguration> settings) {
		CountingDataSource counting = new CountingDataSource(newPool(3));
		MigrationService service = service((configuration) -> settings.accept(configuration.dataSource(counting)));
		UpgradeResult result = service.upgrade();
		assertThat(result.applied()).isEmpty();
		assertThat(result.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		if (counting.connections() == 1) {
			assertThat(counting.statements()).filteredOn((statement) -> !DRIVER.contains(statement))
				.singleElement()
				.asString()
				.startsWith("SELECT");
		}
		return counting.connections();
	}

	static final List<Arguments> AT_REST = List.of(rest("the story", (folder) -> {
	}), rest("undo scripts", MigrationFolder::withStory),
			rest("a repeatable migration", (folder) -> folder.with("R__names.sql", VIEW)),
			rest("a callback of single migrations", (folder) -> folder.with("afterEachMigrate__x.sql", "select 1;")),
			rest("a migration in Java", (folder) -> {
			}, (settings) -> settings.javaMigrations(new ByCode())), rest("a schema of its own", (folder) -> {
			}, (settings) -> settings.schemas("app_of_" + UpToDateCheckTests.class.getSimpleName())));

	static final List<Arguments> REASONS = List.of(rest("a resolver", (folder) -> {
	}, (settings) -> settings.resolvers((context) -> List.of())), rest("a provider", (folder) -> {
	}, (settings) -> settings.resourceProvider(new Scanner<>(Object.class, settings, settings.getLocations()))),
			rest("a callback", (folder) -> {
			}, (settings) -> settings.callbacks(new Silent())),
			rest("an SQL callback", (folder) -> folder.with("afterMigrate.sql", "select 1;")),
			rest("an SQL callback with a description", (folder) -> folder.with("beforeValidate__x.sql", "select 1;")),
			rest("a second schema", (folder) -> {
			}, (settings) -> settings.schemas("one_of_" + UpToDateCheckTests.class.getSimpleName(),
					"two_of_" + UpToDateCheckTests.class.getSimpleName())),
			rest("a target", (folder) -> {
			}, (settings) -> settings.target("4")), rest("the target 'current'", (folder) -> {
			}, (settings) -> settings.target(MigrationVersion.CURRENT)), rest("names to validate", (folder) -> {
			}, (settings) -> settings.validateMigrationNaming(true)),
			rest("a baseline script",
					(folder) -> folder.with("B1__base.sql", "create table users (id int, name int);")),
			rest("a repeatable migration with placeholders", (folder) -> folder.with("R__n.sql", VIEW + " -- ${who}"),
					(settings) -> settings.placeholders(Map.of("who", "mary"))),
			rest("a repeatable migration in Java", (folder) -> {
			}, (settings) -> settings.javaMigrations(new SqlInJava(null, "again", "update users set name = name"))));

	private static Arguments rest(String name, Consumer<MigrationFolder> files) {
		return rest(name, files, (settings) -> {
		});
	}

	private static Arguments rest(String name, Consumer<MigrationFolder> files,
			Consumer<FluentConfiguration> settings) {
		return Arguments.argumentSet(name, files, settings);
	}

	@ParameterizedTest
	@FieldSource("AT_REST")
	void upgradeWhenNothingIsToDoTakesOneConnection(Consumer<MigrationFolder> files,
			Consumer<FluentConfiguration> settings) {
		this.folder.withMerge();
		files.accept(this.folder);
		service(settings).upgrade();
		assertThat(connectionsOfUpgrade(settings)).isOne();
		assertThat(flyway(settings).migrate().migrationsExecuted).isZero();
	}

	@ParameterizedTest
	@FieldSource("REASONS")
	void upgradeWhenSomethingMightBeToDoStartsFlyway(Consumer<MigrationFolder> files,
			Consumer<FluentConfiguration> settings) {
		this.folder.withMerge();
		files.accept(this.folder);
		Consumer<FluentConfiguration> all = (configuration) -> settings.accept(configuration.dataSource(newPool(3)));
		service(all).upgrade();
		assertThat(connectionsOfUpgrade(settings)).isGreaterThan(1);
	}

	@Test
	void upgradeWhenARepeatableMigrationChangedRunsIt() {
		this.folder.withMerge().with("R__names.sql", VIEW);
		service().upgrade();
		this.folder.with("R__names.sql", "create or replace view names as select name, id from users;");
		assertThat(service().upgrade().state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
		assertThat(historyRows()).hasSize(6);
		assertThat(connectionsOfUpgrade((settings) -> {
		})).isOne();
	}

	@Test
	void upgradeWhenARepeatableMigrationIsNewRunsIt() {
		this.folder.withMerge();
		service().upgrade();
		this.folder.with("R__names.sql", VIEW);
		service().upgrade();
		assertThat(historyRows()).hasSize(5);
	}

	@Test
	void upgradeWhenARepeatableMigrationIsGoneStartsFlyway() {
		this.folder.withMerge().with("R__names.sql", VIEW).with("R__zero.sql", VIEW.replace("names", "zero"));
		service().upgrade();
		this.folder.without("R__zero.sql");
		assertThat(connectionsOfUpgrade((settings) -> settings.ignoreMigrationPatterns("*:missing"))).isGreaterThan(1);
	}

	@Test
	void upgradeWhenPlaceholdersAreReplacedFromNowOnStartsFlyway() {
		this.folder.withMerge().with("R__names.sql", VIEW + " -- ${who}");
		service((settings) -> settings.placeholderReplacement(false)).upgrade();
		MigrationService replacing = service((settings) -> settings.placeholders(Map.of("who", "mary")));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(replacing::upgrade)
			.withCauseInstanceOf(FlywayValidateException.class);
	}

	@Test
	void upgradeWhenAResolverWroteARowStartsFlyway() {
		this.folder.withMerge();
		service().upgrade();
		insertRow("0.5", "CUSTOM", "elsewhere", true);
		assertThat(connectionsOfUpgrade((settings) -> settings.validateOnMigrate(false))).isGreaterThan(1);
	}

	@Test
	void upgradeWhenARevisionWasUndoneAppliesItAgain() {
		this.folder.withStory().with("V5__e.sql", "-- revises: 4").with("U5__e.sql");
		service().upgrade();
		service().downgrade("-1");
		assertThat(service().upgrade().applied()).containsExactly("5");
		assertThat(connectionsOfUpgrade((settings) -> {
		})).isOne();
	}

	@Test
	void upgradeWhenBaselinedTakesOneConnection() {
		sql("create table old (id int)").update();
		this.folder.withMerge();
		service((settings) -> settings.baselineOnMigrate(true).baselineVersion("0")).upgrade();
		assertThat(connectionsOfUpgrade((settings) -> {
		})).isOne();
	}

	@Test
	void upgradeWhenStockFlywayMigratedStoresParentsWithoutFlyway() {
		this.folder.withMerge();
		flyway().migrate();
		service().upgrade();
		assertThat(storedParents()).hasSize(4);
		assertThat(connectionsOfUpgrade((settings) -> {
		})).isOne();
	}

	@Test
	void upgradeWhenThereIsNoScriptCreatesTheHistoryAsFlywayDoes() {
		this.folder.withMerge();
		Stream.of("V1__create_users.sql", "V2__add_password_hashes.sql", "V3__add_avatars.sql", "V4__merge.sql")
			.forEach(this.folder::without);
		service().upgrade();
		assertThat(tables()).contains("flyway_schema_history");
	}

	/**
	 * A versioned migration in Java.
	 */
	@Revises("4")
	private static final class ByCode extends SqlInJava {

		ByCode() {
			super("9", "by code", "create table by_code (id int)");
		}

	}

	/**
	 * A callback of the user's, whatever for.
	 */
	private static final class Silent extends BaseCallback {

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.AFTER_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
		}

	}

}
