package dev.headway.boot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.headway.boot.CountingMigrationService;
import dev.headway.boot.MigrationListenerFactory;
import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.MigrationServices;
import dev.headway.boot.MigrationStates;
import dev.headway.flyway.MigrationGuard;
import dev.headway.migration.MigrationFailedException;
import dev.headway.migration.MigrationListener;
import dev.headway.migration.MigrationRefusedException;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link HeadwayAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeadwayAutoConfigurationTests {

	private final Access database = TestDatabase.H2.create();

	private MigrationFolder migrations;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
		this.runner = HeadwayContextRunner.create(this.database, this.migrations);
	}

	@Test
	void startAppliesPendingRevisions() {
		this.migrations.withMerge();
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(MigrationService.class)
				.hasBean("migrationService")
				.hasSingleBean(MigrationServices.class)
				.hasSingleBean(MigrationMonitor.class)
				.hasSingleBean(HeadwayMigrationStrategy.class);
			assertThat(applied(context)).containsExactly("1", "2", "3", "4");
			MigrationService service = context.getBean(MigrationService.class);
			assertThat(service.state().status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(context.getBean(MigrationServices.class).names()).containsExactly("flyway");
			assertThat(context.getBean(MigrationServices.class).get("flyway")).isSameAs(service);
		});
	}

	@Test
	void startRunsRevisionsInTheLinearRunner(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.run((context) -> assertThat(applied(context)).hasSize(4));
		assertThat(output).contains("Applying 4 (V4__merge.sql)").doesNotContain("Migrating schema");
	}

	@Test
	void startWhenTheRunnerIsFlywayRunsRevisionsThere(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.withPropertyValues("headway.runner=flyway")
			.run((context) -> assertThat(applied(context)).hasSize(4));
		assertThat(output).contains("Migrating schema").doesNotContain("Applying 4");
	}

	@Test
	void startWhenDisabledIsStockFlyway() {
		this.migrations.withConflict();
		this.runner.withPropertyValues("headway.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(HeadwayAutoConfiguration.class)
				.doesNotHaveBean(MigrationService.class)
				.doesNotHaveBean(MigrationServices.class)
				.doesNotHaveBean(FlywayMigrationStrategy.class);
			assertThat(context.getBeanDefinitionNames())
				.noneMatch((name) -> name.contains("headway") || name.startsWith("migration"));
			assertThat(context.getBean(Flyway.class).getConfiguration().getCallbacks()).isEmpty();
			assertThat(applied(context)).containsExactly("1", "2", "3");
		});
	}

	@Test
	void startWithoutFlywayClassHasNothing() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HeadwayAutoConfiguration.class));
	}

	@Test
	void startWhenFlywayIsDisabledHasNoService() {
		this.runner.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationService.class));
	}

	@Test
	void startWhenConflictAndBlockAppliesNothingAndLogs(CapturedOutput output) {
		this.migrations.withConflict();
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).isEmpty();
		});
		assertThat(output).contains("ERROR", "The migrations of Flyway 'flyway' are in conflict", "Nothing was applied",
				"V2__add_password_hashes.sql", "V3__add_avatars.sql", "fix with: db merge 2 3",
				"fix with: db rebase 3 --onto 2");
	}

	@Test
	void startWhenConflictAndFailRefuses() {
		this.migrations.withConflict();
		this.runner.withPropertyValues("headway.on-problem=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MigrationRefusedException.class));
		assertNothingApplied();
	}

	@Test
	void startWhenConflictAndNoneDoesNotLook(CapturedOutput output) {
		this.migrations.withConflict();
		this.runner.withPropertyValues("headway.startup=none", "headway.on-problem=fail").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).isEmpty();
		});
		assertThat(output).doesNotContain("ERROR");
	}

	@Test
	void startWhenNoneAppliesNothing() {
		this.migrations.withMerge();
		this.runner.withPropertyValues("headway.startup=none").run((context) -> {
			assertThat(tables(context)).isEmpty();
			assertThat(context.getBean(MigrationService.class).state().status()).isEqualTo(MigrationStatus.PENDING);
		});
	}

	@Test
	void startWhenPendingAndValidateAppliesNothing(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.withPropertyValues("headway.startup=validate").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).isEmpty();
		});
		assertThat(output).contains(
				"The migrations of Flyway 'flyway' are pending: 1, 2, 3, 4 (PENDING). Nothing was applied.",
				"not ready for traffic until they are applied");
	}

	@Test
	void startWhenPendingValidateAndFailRefuses() {
		this.migrations.withMerge();
		this.runner.withPropertyValues("headway.startup=validate", "headway.on-problem=fail")
			.run((context) -> assertThat(context).getFailure().rootCause().isInstanceOf(StartupRefusedException.class));
		assertNothingApplied();
	}

	@Test
	void startWhenUpToDateValidateAndFailStarts() {
		this.migrations.withMerge();
		this.runner.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("headway.startup=validate", "headway.on-problem=fail")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenMigrationFailsStopsInBothModes() {
		this.migrations.with("V1__broken.sql", "create nonsense;");
		for (String mode : List.of("block", "fail")) {
			HeadwayContextRunner.create(this.migrations)
				.withPropertyValues("headway.on-problem=" + mode)
				.run((context) -> assertThat(context).getFailure()
					.hasStackTraceContaining(MigrationFailedException.class.getName())
					.hasStackTraceContaining("V1__broken.sql"));
		}
	}

	@Test
	void startWhenDatabaseIsUnreachableFails() {
		this.migrations.withMerge();
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:tcp://localhost:1/none")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("flywayInitializer")
				.hasStackTraceContaining(CannotGetJdbcConnectionException.class.getName()));
	}

	@Test
	void startWhenParentsAreRequiredAppliesNoScriptWithoutHeader(CapturedOutput output) {
		this.migrations.with("V1__a.sql", "create table a (id int);").with("V2__b.sql", "create table b (id int);");
		this.runner.withPropertyValues("headway.parents=required").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).isEmpty();
			assertThat(context.getBean(MigrationService.class).state().status()).isEqualTo(MigrationStatus.INVALID);
		});
		assertThat(output).contains("(INVALID)", "V1__a.sql", "V2__b.sql");
	}

	@Test
	void startWhenEachBranchMayHaveAHeadAppliesAll() {
		this.migrations.with("V1__orders.sql", "-- branch: orders", "create table orders (id int);")
			.with("V2__billing.sql", "-- revises: base", "-- branch: billing", "create table billing (id int);");
		this.runner.withPropertyValues("headway.heads=one-per-branch").run((context) -> {
			assertThat(applied(context)).containsExactly("1", "2");
			context.getBean(Flyway.class).migrate();
		});
		this.runner.run((context) -> assertThat(context.getBean(MigrationService.class).state().status())
			.isEqualTo(MigrationStatus.CONFLICT));
	}

	@Test
	void startWithOwnStrategyOnlyReports(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.withUserConfiguration(OwnStrategy.class).run((context) -> {
			assertThat(context).hasSingleBean(FlywayMigrationStrategy.class)
				.hasSingleBean(MigrationService.class)
				.doesNotHaveBean(HeadwayMigrationStrategy.class);
			assertThat(tables(context)).isEmpty();
			assertThat(context.getBean(MigrationService.class).state().status()).isEqualTo(MigrationStatus.PENDING);
		});
		assertThat(output).containsOnlyOnce(
				"Not migrating at startup: the FlywayMigrationStrategy bean 'ownStrategy' is in charge. Headway only reports.");
	}

	@Test
	void startWithoutOwnStrategyDoesNotSayThatAnotherIsInCharge(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.run((context) -> assertThat(applied(context)).hasSize(4));
		assertThat(output).doesNotContain("is in charge");
	}

	@Test
	void startWithStrategyOfALaterAutoConfigurationOnlyReports(CapturedOutput output) {
		this.migrations.withMerge();
		this.runner.withConfiguration(AutoConfigurations.of(LaterStrategy.class)).run((context) -> {
			assertThat(tables(context)).isEmpty();
			assertThat(context.getBean(FlywayMigrationStrategy.class)).isNotInstanceOf(HeadwayMigrationStrategy.class);
		});
		assertThat(output).containsOnlyOnce(
				"Not migrating at startup: the FlywayMigrationStrategy bean 'laterStrategy' is in charge. Headway only reports.");
	}

	@Test
	void startWhenInitializationIsLazyMigrates() {
		this.migrations.withMerge();
		lazy().withBean("other", Object.class).run((context) -> {
			assertThat(context.getBeanFactory().containsSingleton("flywayInitializer")).isTrue();
			assertThat(context.getBeanFactory().containsSingleton("other")).isFalse();
			assertThat(applied(context)).hasSize(4);
		});
	}

	@Test
	void startWhenInitializationIsLazyAndNoneCreatesNoFlyway() {
		lazy().withPropertyValues("headway.startup=none")
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("flyway")).isFalse());
	}

	private ApplicationContextRunner lazy() {
		return this.runner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
	}

	@Test
	void startWithOwnServiceUsesIt() {
		this.runner.withUserConfiguration(OwnService.class).run((context) -> {
			assertThat(context).hasSingleBean(MigrationService.class).doesNotHaveBean("migrationService");
			CountingMigrationService service = context.getBean(CountingMigrationService.class);
			assertThat(service.upgrades()).isOne();
			assertThat(context.getBean(MigrationServices.class).get("flyway")).isSameAs(service);
		});
	}

	@Test
	void startNotifiesListeners() {
		this.migrations.withMerge();
		this.runner.withUserConfiguration(Listeners.class).run((context) -> {
			assertThat(context.getBean("listener", Listener.class).heard).containsExactly("started", "1", "2", "3",
					"4");
			assertThat(context.getBean("factory", ListenerFactory.class).listener.heard).contains("4");
			assertThat(context.getBean("factory", ListenerFactory.class).flyway).isEqualTo("flyway");
		});
	}

	@Test
	void guardVetoesDirectMigrateWhenConflict() {
		this.migrations.withConflict();
		this.runner.run((context) -> {
			assertThatException().isThrownBy(() -> context.getBean(Flyway.class).migrate())
				.withMessageContaining("db merge 2 3");
			assertThat(tables(context)).isEmpty();
		});
	}

	@Test
	void guardJoinsCallbacksOfApplication() {
		this.migrations.withMerge();
		this.runner.withUserConfiguration(OwnCallbacks.class).run((context) -> {
			assertThat(context.getBean(Flyway.class).getConfiguration().getCallbacks()).hasSize(3)
				.hasAtLeastOneElementOfType(MigrationGuard.class);
			assertThat(context.getBean("bean", OwnCallback.class).events).contains(Event.AFTER_MIGRATE);
			assertThat(context.getBean("customizer", OwnCustomizer.class).callback.events)
				.contains(Event.AFTER_MIGRATE);
		});
	}

	@Test
	void startFindsScriptsOfVendor() {
		new MigrationFolder(this.migrations.path().resolve("h2")).withMerge();
		this.runner.withPropertyValues("spring.flyway.locations=" + this.migrations.location() + "/{vendor}")
			.run((context) -> assertThat(applied(context)).containsExactly("1", "2", "3", "4"));
	}

	@Test
	void startFindsScriptsInSeveralLocations(@TempDir Path other) {
		this.migrations.withConflict();
		new MigrationFolder(other).with("V4__merge.sql", "-- revises: 2, 3");
		this.runner.withPropertyValues("spring.flyway.locations=" + this.migrations.location() + ",filesystem:" + other)
			.run((context) -> assertThat(applied(context)).containsExactly("1", "2", "3", "4"));
	}

	@Test
	void startWhenFlywayHasItsOwnDataSourceMigratesThatOne() {
		this.migrations.withMerge();
		this.runner.withUserConfiguration(TwoDataSources.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context)).isEmpty();
			assertThat(context.getBean(MigrationService.class).state().current()).containsExactly("4");
			assertThat(JdbcClient.create(context.getBean("owner", DataSource.class))
				.sql("select count(avatar) from users")
				.query(Integer.class)
				.single()).isZero();
		});
	}

	@Test
	void startKeepsSettingsOfFlywayBean() {
		this.migrations.withMerge();
		this.runner.withPropertyValues("spring.flyway.table=changes", "spring.flyway.installed-by=mary")
			.run((context) -> {
				assertThat(context.getBean(Flyway.class).getConfiguration().isOutOfOrder()).isFalse();
				MigrationState state = context.getBean(MigrationService.class).state();
				assertThat(state.history()).extracting((entry) -> entry.installedBy()).containsOnly("mary");
				assertThat(tables(context)).contains("changes", "changes_graph");
			});
	}

	private void assertNothingApplied() {
		this.runner.withPropertyValues("headway.startup=none").run((context) -> assertThat(tables(context)).isEmpty());
	}

	private static List<String> applied(ApplicationContext context) {
		return client(context)
			.sql("select \"version\" from \"flyway_schema_history\" where \"version\" is not null order by 1")
			.query(String.class)
			.list();
	}

	private static List<String> tables(ApplicationContext context) {
		return client(context).sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'")
			.query(String.class)
			.list();
	}

	private static JdbcClient client(ApplicationContext context) {
		return JdbcClient.create(context.getBean(DataSource.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy ownStrategy() {
			return (flyway) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource application() {
			return TestDatabase.H2.create().pool();
		}

		@Bean(defaultCandidate = false)
		@FlywayDataSource
		DataSource owner() {
			return TestDatabase.H2.create().pool();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnService {

		@Bean
		CountingMigrationService ownService() {
			return new CountingMigrationService(MigrationStates.UP_TO_DATE);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		Listener listener() {
			return new Listener();
		}

		@Bean
		ListenerFactory factory() {
			return new ListenerFactory();
		}

	}

	static class Listener implements MigrationListener {

		final List<String> heard = new CopyOnWriteArrayList<>();

		@Override
		public void upgradeStarted(MigrationState before) {
			this.heard.add("started");
		}

		@Override
		public void revisionStarted(String version) {
			this.heard.add(version);
		}

	}

	static class ListenerFactory implements MigrationListenerFactory {

		final Listener listener = new Listener();

		String flyway = "";

		@Override
		public MigrationListener create(String flyway) {
			this.flyway = flyway;
			return this.listener;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCallbacks {

		@Bean
		OwnCallback bean() {
			return new OwnCallback();
		}

		@Bean
		OwnCustomizer customizer() {
			return new OwnCustomizer();
		}

	}

	static class OwnCustomizer implements FlywayConfigurationCustomizer {

		final OwnCallback callback = new OwnCallback();

		@Override
		public void customize(FluentConfiguration configuration) {
			List<Callback> callbacks = new ArrayList<>(List.of(configuration.getCallbacks()));
			callbacks.add(this.callback);
			configuration.callbacks(callbacks.toArray(new Callback[0]));
		}

	}

	static class OwnCallback extends BaseCallback {

		final List<Event> events = new CopyOnWriteArrayList<>();

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.AFTER_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			this.events.add(event);
		}

	}

	@AutoConfiguration(after = HeadwayAutoConfiguration.class)
	static final class LaterStrategy {

		@Bean
		FlywayMigrationStrategy laterStrategy() {
			return (flyway) -> {
			};
		}

	}

}
