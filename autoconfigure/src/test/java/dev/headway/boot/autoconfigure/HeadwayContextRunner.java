package dev.headway.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

/**
 * Creates runners of applications, each with a new database.
 */
final class HeadwayContextRunner {

	private HeadwayContextRunner() {
	}

	static ApplicationContextRunner create(MigrationFolder migrations) {
		return create(TestDatabase.H2.create(), migrations);
	}

	static ApplicationContextRunner create(Access database, MigrationFolder migrations) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
					HeadwayAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.username(),
					"spring.datasource.password=" + database.password(),
					"spring.datasource.hikari.connection-timeout=1000", "headway.on-problem=block",
					"spring.flyway.locations=" + migrations.location());
	}

	/**
	 * Also with the endpoint, health, metrics and observations.
	 */
	static ApplicationContextRunner createWithActuator(MigrationFolder migrations) {
		return createWithActuator(TestDatabase.H2.create(), migrations);
	}

	static ApplicationContextRunner createWithActuator(Access database, MigrationFolder migrations) {
		return create(database, migrations)
			.withConfiguration(AutoConfigurations.of(MigrationsEndpointAutoConfiguration.class,
					MigrationsHealthContributorAutoConfiguration.class, MigrationsMetricsAutoConfiguration.class,
					MigrationsObservationAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withInitializer(
					(context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new);
	}

}
