package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.observation.ObservationRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.MigrationServices;
import dev.headway.boot.metrics.MigrationObservations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsObservationAutoConfiguration}.
 */
class MigrationsObservationAutoConfigurationTests {

	private MigrationFolder migrations = new MigrationFolder(Path.of("."));

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.migrations = new MigrationFolder(path).withMerge();
		this.runner = HeadwayContextRunner.createWithActuator(this.migrations);
	}

	@Test
	void startHasObservations() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MigrationObservations.class));
	}

	@Test
	void startWhenDisabledHasNone() {
		this.runner.withPropertyValues("headway.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationObservations.class));
	}

	@Test
	void startWithoutRegistryHasNone() {
		HeadwayContextRunner.create(this.migrations)
			.withConfiguration(AutoConfigurations.of(MigrationsObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationServices.class)
				.doesNotHaveBean(ObservationRegistry.class)
				.doesNotHaveBean(MigrationObservations.class));
	}

	@Test
	void startWithoutFlywayClassHasNone() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationObservations.class));
	}

	@Test
	void startWithOwnObservationsBacksOff() {
		this.runner.withUserConfiguration(OwnObservations.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationObservations.class)
				.hasBean("ownObservations"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnObservations {

		@Bean
		MigrationObservations ownObservations(ObservationRegistry registry) {
			return new MigrationObservations(registry);
		}

	}

}
