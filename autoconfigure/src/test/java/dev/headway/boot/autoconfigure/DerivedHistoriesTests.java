package dev.headway.boot.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

import dev.headway.boot.MigrationServices;
import dev.headway.boot.endpoint.MigrationsEndpoint;
import dev.headway.boot.health.MigrationsHealthIndicator;
import dev.headway.boot.metrics.MigrationsMetrics;
import dev.headway.migration.MigrationStatus;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Histories that an application's own strategy derives from the {@link Flyway} bean, such
 * as one for each module.
 */
class DerivedHistoriesTests {

	private MigrationFolder migrations;

	private MigrationFolder orders;

	private MigrationFolder stock;

	private ApplicationContextRunner runner;

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path.resolve("migrations"));
		this.orders = new MigrationFolder(this.migrations.path().resolve("orders")).with("V1__orders.sql",
				"create table orders (id int);");
		this.stock = new MigrationFolder(this.migrations.path().resolve("shop/stock")).withMerge();
		this.runner = HeadwayContextRunner.createWithActuator(this.migrations)
			.withPropertyValues("management.endpoints.web.exposure.include=migrations");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startWhenStrategyMigratesEachModuleShowsEachModule(boolean validate) throws IOException {
		Assumptions.assumeTrue(validate || !flywayVersion().startsWith("11."),
				"Skipped: Flyway 11 does not show the guard a run that neither validates nor migrates.");
		ApplicationContextRunner modules = withStrategy((flyway) -> {
			derive(flyway, "orders", "orders").load().migrate();
			derive(flyway, "shop/stock", "stock").load().migrate();
			derive(flyway, "billing", "billing").load().migrate();
		}).withPropertyValues("spring.flyway.validate-on-migrate=" + validate,
				"spring.datasource.url=jdbc:h2:mem:modules" + validate + ";DB_CLOSE_DELAY=-1");
		modules.run((context) -> assertThat(context).hasNotFailed());
		modules.run((context) -> {
			assertThat(names(context)).containsExactly("orders", "shop.stock", "billing");
			assertThat(health(context)).containsExactlyInAnyOrder("orders", "shop.stock", "billing");
			MigrationsEndpoint.MigrationsDescriptor shown = context.getBean(MigrationsEndpoint.class).migrations();
			assertThat(shown.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
			assertThat(shown.histories()).hasEntrySatisfying("shop.stock", (history) -> {
				assertThat(history.status()).isEqualTo(MigrationStatus.UP_TO_DATE);
				assertThat(history.current()).containsExactly("4");
			});
			assertThat(pending(context, "shop.stock")).isZero();
			this.stock.with("V5__c.sql", "-- revises: 4", "create table c (id int);");
			MigrationServices services = context.getBean(MigrationServices.class);
			assertThat(services.get("shop.stock").state().pending()).containsExactly("5");
			assertThat(services.get("shop.stock").upgrade().applied()).containsExactly("5");
			assertThat(services.get("orders").state().current()).containsExactly("1");
		});
	}

	@Test
	void startWhenAModuleHasTwoHeadsIsVetoedWithTheName() {
		this.stock.with("V5__c.sql", "-- revises: 3");
		withStrategy((flyway) -> derive(flyway, "shop/stock", "stock").load().migrate())
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(FlywayException.class)
				.hasMessageStartingWith(
						"Headway vetoes migrating 'shop.stock' (" + this.stock.location() + "): 2 heads")
				.hasMessageContaining("'db merge --flyway=shop.stock 4 5'"));
	}

	@Test
	void startWhenStrategyMigratesTheBeanTooShowsBoth() {
		MigrationFolder legacy = this.migrations.beside("legacy").with("V1__a.sql", "create table a (id int);");
		withStrategy((flyway) -> {
			flyway.migrate();
			Flyway.configure()
				.configuration(flyway.getConfiguration())
				.locations(legacy.location())
				.table("legacy")
				.baselineVersion("0")
				.baselineOnMigrate(true)
				.load()
				.migrate();
		}).withPropertyValues("spring.flyway.locations=" + this.orders.location())
			.run((context) -> assertThat(names(context)).containsExactly("flyway", "legacy"));
	}

	@Test
	void startWhenStrategyMigratesSchemasOfTheBeanShowsTheBean() {
		withStrategy((flyway) -> List.of("one", "two")
			.forEach((tenant) -> Flyway.configure()
				.configuration(flyway.getConfiguration())
				.schemas(tenant)
				.load()
				.migrate()))
			.withPropertyValues("spring.flyway.locations=" + this.orders.location())
			.run((context) -> assertThat(names(context)).containsExactly("flyway"));
	}

	@Test
	void derivedWhenHeadwayMigratesIsShownBesideTheBean() {
		this.runner.withPropertyValues("spring.flyway.locations=" + this.orders.location()).run((context) -> {
			assertThat(names(context)).containsExactly("flyway");
			Flyway.configure()
				.configuration(context.getBean(Flyway.class).getConfiguration())
				.locations(this.stock.location())
				.table("flyway")
				.baselineOnMigrate(true)
				.baselineVersion("0")
				.load()
				.migrate();
			assertThat(names(context)).containsExactly("flyway", "flyway.flyway");
			assertThat(context.getBean(MigrationServices.class).get("flyway.flyway").state().heads())
				.containsExactly("4");
			assertThat(context.getBean(MigrationServices.class).scriptsMayChange("flyway.flyway")).isTrue();
		});
	}

	@Test
	void derivedWhenItHasOtherFilesForTheTableOfTheBeanIsThatBean() {
		this.runner.withPropertyValues("spring.flyway.locations=" + this.orders.location()).run((context) -> {
			Flyway flyway = context.getBean(Flyway.class);
			MigrationFolder test = this.migrations.beside("test")
				.with("V9__data.sql", "insert into orders values (1);");
			Flyway.configure()
				.configuration(flyway.getConfiguration())
				.locations(this.orders.location(), test.location())
				.load()
				.migrate();
			assertThat(names(context)).containsExactly("flyway");
		});
	}

	@Test
	void derivedWhenItIsABeanIsThatBean() {
		this.runner.withPropertyValues("orders=" + this.orders.location(), "stock=" + this.stock.location())
			.withUserConfiguration(DerivedBean.class)
			.run((context) -> {
				assertThat(names(context)).containsExactly("orders", "stock");
				assertThat(context.getBean(MigrationServices.class).get("stock").state().heads()).containsExactly("4");
			});
	}

	private static String flywayVersion() throws IOException {
		return new ClassPathResource("org/flywaydb/core/internal/version.txt")
			.getContentAsString(StandardCharsets.UTF_8);
	}

	private ApplicationContextRunner withStrategy(FlywayMigrationStrategy strategy) {
		return this.runner.withBean(FlywayMigrationStrategy.class, () -> strategy);
	}

	private FluentConfiguration derive(Flyway flyway, String folder, String module) {
		return Flyway.configure()
			.configuration(flyway.getConfiguration())
			.locations(this.migrations.location() + "/" + folder)
			.table("flyway_schema_history_" + module)
			.baselineVersion("0")
			.baselineOnMigrate(true);
	}

	private static Iterable<String> names(ApplicationContext context) {
		return context.getBean(MigrationServices.class).names();
	}

	private static List<String> health(ApplicationContext context) {
		HealthContributor contributor = context.getBean("migrationsHealthContributor", HealthContributor.class);
		assertThat(contributor).isInstanceOf(CompositeHealthContributor.class)
			.isNotInstanceOf(MigrationsHealthIndicator.class);
		return ((CompositeHealthContributor) contributor).stream().map(HealthContributors.Entry::name).toList();
	}

	private static double pending(ApplicationContext context, String name) {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		context.getBean(MigrationsMetrics.class).bindTo(registry);
		return registry.get("headway.migrations.pending").tag("flyway", name).gauge().value();
	}

	@Configuration(proxyBeanMethods = false)
	static class DerivedBean {

		@Bean(initMethod = "migrate")
		Flyway orders(DataSource dataSource, Environment environment) {
			return Flyway.configure()
				.dataSource(dataSource)
				.locations(environment.getRequiredProperty("orders"))
				.load();
		}

		@Bean(initMethod = "migrate")
		Flyway stock(@Qualifier("orders") Flyway orders, Environment environment) {
			return Flyway.configure()
				.configuration(orders.getConfiguration())
				.locations(environment.getRequiredProperty("stock"))
				.table("stock_history")
				.baselineVersion("0")
				.baselineOnMigrate(true)
				.load();
		}

	}

}
