package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.endpoint.MigrationsEndpoint;
import dev.headway.boot.endpoint.MigrationsEndpointWebExtension;
import dev.headway.boot.health.MigrationsHealthEndpointGroupsPostProcessor;
import dev.headway.boot.health.MigrationsHealthIndicator;
import dev.headway.boot.metrics.MigrationObservations;
import dev.headway.boot.metrics.MigrationsMetrics;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpointAutoConfiguration},
 * {@link MigrationsHealthContributorAutoConfiguration},
 * {@link MigrationsMetricsAutoConfiguration} and
 * {@link MigrationsObservationAutoConfiguration}.
 */
class OptionalAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=migrations";

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		MigrationFolder migrations = new MigrationFolder(path).withMerge();
		this.runner = HeadwayContextRunner.create(migrations)
			.withConfiguration(AutoConfigurations.of(MigrationsEndpointAutoConfiguration.class,
					MigrationsHealthContributorAutoConfiguration.class, MigrationsMetricsAutoConfiguration.class,
					MigrationsObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withInitializer(
					(context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new);
	}

	@Test
	void allIsThere() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationsEndpoint.class)
				.hasSingleBean(MigrationsEndpointWebExtension.class)
				.hasSingleBean(MigrationsHealthIndicator.class)
				.hasBean("migrationsHealthContributor")
				.hasSingleBean(MigrationsHealthEndpointGroupsPostProcessor.class)
				.hasSingleBean(MigrationsMetrics.class)
				.hasSingleBean(MigrationObservations.class));
	}

	@Test
	void allIsGoneWhenDisabled() {
		this.runner.withPropertyValues(EXPOSED, "headway.enabled=false").run(this::assertNothing);
	}

	@Test
	void allIsGoneWithoutFlywayBean() {
		this.runner.withPropertyValues(EXPOSED, "spring.flyway.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationsEndpoint.class)
				.doesNotHaveBean("migrationsHealthContributor")
				.doesNotHaveBean(MigrationsMetrics.class));
	}

	@Test
	void allIsGoneWithoutFlywayClass() {
		this.runner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run(this::assertNothing);
	}

	@Test
	void endpointWhenNotExposedIsGone() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class)
			.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void endpointWhenAccessIsNoneIsGone() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.migrations.access=none")
			.run((context) -> assertThat(context).doesNotHaveBean(MigrationsEndpoint.class));
	}

	@Test
	void endpointBacksOffForOwn() {
		this.runner.withPropertyValues(EXPOSED)
			.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class).hasBean("ownEndpoint"));
	}

	@Test
	void healthWhenDisabledIsGone() {
		this.runner.withPropertyValues("management.health.migrations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor")
				.doesNotHaveBean(MigrationsHealthEndpointGroupsPostProcessor.class));
	}

	@Test
	void healthWhenDefaultsAreDisabledIsGone() {
		this.runner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void healthBacksOffForOwn() {
		this.runner.withUserConfiguration(OwnHealth.class)
			.run((context) -> assertThat(context).hasSingleBean(HealthContributor.class)
				.hasBean("migrationsHealthIndicator"));
	}

	@Test
	void healthWhenSeveralFlywaysIsComposite() {
		this.runner.withUserConfiguration(OtherFlyway.class)
			.run((context) -> assertThat(context.getBean("migrationsHealthContributor")).isInstanceOfSatisfying(
					CompositeHealthContributor.class,
					(composite) -> assertThat(composite.stream()).extracting((entry) -> entry.name())
						.containsExactlyInAnyOrder("flyway", "otherFlyway")));
	}

	@Test
	void metricsBackOffForOwn() {
		this.runner.withUserConfiguration(OwnMetrics.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationsMetrics.class).hasBean("ownMetrics"));
	}

	@Test
	void metricsWithoutRegistryAreGone() {
		HeadwayContextRunner.create(new MigrationFolder(Path.of("none")))
			.withConfiguration(AutoConfigurations.of(MigrationsMetricsAutoConfiguration.class,
					MigrationsObservationAutoConfiguration.class))
			.withPropertyValues("spring.flyway.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationsMetrics.class)
				.doesNotHaveBean(MigrationObservations.class));
	}

	@Test
	void observationsBackOffForOwn() {
		this.runner.withUserConfiguration(OwnObservations.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationObservations.class)
				.hasBean("ownObservations"));
	}

	private void assertNothing(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.startsWith("migration"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		MigrationsEndpoint ownEndpoint(MigrationMonitor monitor) {
			return new MigrationsEndpoint(monitor);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHealth {

		@Bean
		HealthIndicator migrationsHealthIndicator() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMetrics {

		@Bean
		MigrationsMetrics ownMetrics(MigrationMonitor monitor) {
			return new MigrationsMetrics(monitor);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnObservations {

		@Bean
		MigrationObservations ownObservations(ObservationRegistry registry) {
			return new MigrationObservations(registry);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherFlyway {

		@Bean(defaultCandidate = false)
		Flyway otherFlyway() {
			return Flyway.configure().dataSource("jdbc:h2:mem:other", "sa", "").load();
		}

	}

}
