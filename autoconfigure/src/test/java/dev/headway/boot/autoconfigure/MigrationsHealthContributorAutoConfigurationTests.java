package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.health.MigrationsHealthEndpointGroupsPostProcessor;
import dev.headway.boot.health.MigrationsHealthIndicator;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsHealthContributorAutoConfiguration}.
 */
class MigrationsHealthContributorAutoConfigurationTests {

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.runner = HeadwayContextRunner.createWithActuator(new MigrationFolder(path).withMerge());
	}

	@Test
	void startHasIndicatorAndGroups() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(MigrationsHealthIndicator.class)
			.hasBean("migrationsHealthContributor")
			.hasSingleBean(MigrationsHealthEndpointGroupsPostProcessor.class));
	}

	@Test
	void startWhenSeveralFlywaysHasComposite() {
		this.runner.withUserConfiguration(OtherFlyway.class)
			.run((context) -> assertThat(context.getBean("migrationsHealthContributor")).isInstanceOfSatisfying(
					CompositeHealthContributor.class,
					(composite) -> assertThat(composite.stream()).extracting((entry) -> entry.name())
						.containsExactlyInAnyOrder("flyway", "otherFlyway")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "spring.flyway.enabled=false",
			"management.health.migrations.enabled=false", "management.health.defaults.enabled=false" })
	void startWhenPropertyDisablesItHasNone(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("migrationsHealthContributor")
				.doesNotHaveBean(MigrationsHealthEndpointGroupsPostProcessor.class));
	}

	@Test
	void startWhenDefaultsAreDisabledAndMigrationsAreEnabledHasIndicator() {
		this.runner
			.withPropertyValues("management.health.defaults.enabled=false", "management.health.migrations.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(MigrationsHealthIndicator.class));
	}

	@Test
	void startWithoutFlywayClassHasNone() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsHealthContributor"));
	}

	@Test
	void startWithOwnIndicatorBacksOff() {
		this.runner.withUserConfiguration(OwnIndicator.class)
			.run((context) -> assertThat(context).hasSingleBean(HealthContributor.class)
				.hasBean("migrationsHealthIndicator"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIndicator {

		@Bean
		HealthIndicator migrationsHealthIndicator() {
			return () -> Health.up().build();
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
