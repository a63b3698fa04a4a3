package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.metrics.MigrationsMetrics;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsMetricsAutoConfiguration}.
 */
class MigrationsMetricsAutoConfigurationTests {

	private MigrationFolder migrations = new MigrationFolder(Path.of("."));

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path).withMerge();
		this.runner = HeadwayContextRunner.createWithActuator(this.migrations);
	}

	@Test
	void startHasMetrics() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MigrationsMetrics.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "spring.flyway.enabled=false" })
	void startWhenPropertyDisablesItHasNone(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationsMetrics.class));
	}

	@Test
	void startWithoutRegistryHasNone() {
		HeadwayContextRunner.create(this.migrations)
			.withConfiguration(AutoConfigurations.of(MigrationsMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationMonitor.class)
				.doesNotHaveBean(MeterRegistry.class)
				.doesNotHaveBean(MigrationsMetrics.class));
	}

	@Test
	void startWithoutFlywayClassHasNone() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsMetrics"));
	}

	@Test
	void startWithOwnMetricsBacksOff() {
		this.runner.withUserConfiguration(OwnMetrics.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationsMetrics.class).hasBean("ownMetrics"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMetrics {

		@Bean
		MigrationsMetrics ownMetrics(MigrationMonitor monitor) {
			return new MigrationsMetrics(monitor);
		}

	}

}
