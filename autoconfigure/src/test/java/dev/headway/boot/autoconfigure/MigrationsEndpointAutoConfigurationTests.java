package dev.headway.boot.autoconfigure;

import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.headway.boot.MigrationMonitor;
import dev.headway.boot.endpoint.MigrationsEndpoint;
import dev.headway.boot.endpoint.MigrationsEndpointWebExtension;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpointAutoConfiguration}.
 */
class MigrationsEndpointAutoConfigurationTests {

	private ApplicationContextRunner unexposed = new ApplicationContextRunner();

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void prepare(@TempDir Path path) {
		this.unexposed = HeadwayContextRunner.createWithActuator(new MigrationFolder(path).withMerge());
		this.runner = this.unexposed.withPropertyValues("management.endpoints.web.exposure.include=migrations");
	}

	@Test
	void startWhenExposedHasEndpointAndWebExtension() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(MigrationsEndpoint.class)
			.hasSingleBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void startWhenNotExposedHasNone() {
		this.unexposed.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(MigrationsEndpoint.class)
			.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void startWhenExposedOverJmxOnlyHasNoWebExtension() {
		this.unexposed
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=migrations")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MigrationsEndpoint.class)
				.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "headway.enabled=false", "spring.flyway.enabled=false",
			"management.endpoint.migrations.access=none" })
	void startWhenPropertyDisablesItHasNone(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationsEndpoint.class)
				.doesNotHaveBean(MigrationsEndpointWebExtension.class));
	}

	@Test
	void startWithoutFlywayClassHasNone() {
		this.runner.withClassLoader(new FilteredClassLoader(Flyway.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsEndpoint"));
	}

	@Test
	void startWithOwnEndpointBacksOff() {
		this.runner.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(MigrationsEndpoint.class).hasBean("ownEndpoint"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		MigrationsEndpoint ownEndpoint(MigrationMonitor monitor) {
			return new MigrationsEndpoint(monitor);
		}

	}

}
