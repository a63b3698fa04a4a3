package dev.headway.test;

import java.util.Arrays;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import dev.headway.HeadwayException;
import dev.headway.flyway.MigrationGuard;

/**
 * Opens schemas for tests.
 */
interface TestSchemas {

	TestSchema open();

	static TestSchemas of(TestSettings settings) {
		return settings.emptyDatabase() ? new EmptyDatabase(settings) : ScratchSchemas.of(settings);
	}

	/**
	 * Copy the user's configuration without settings that prevent or skip a revision.
	 */
	static FluentConfiguration copy(Configuration configuration) {
		Callback[] callbacks = Arrays.stream(configuration.getCallbacks())
			.filter((callback) -> !(callback instanceof MigrationGuard))
			.toArray(Callback[]::new);
		return Flyway.configure(configuration.getClassLoader())
			.configuration(configuration)
			.callbacks(callbacks)
			.target(MigrationVersion.LATEST)
			.skipExecutingMigrations(false)
			.validateMigrationNaming(false);
	}

	static DataSource dataSource(Configuration configuration) {
		DataSource dataSource = configuration.getDataSource();
		if (dataSource == null) {
			throw new HeadwayException("Flyway has no DataSource. Set spring.datasource.url or spring.flyway.url.");
		}
		return dataSource;
	}

}
