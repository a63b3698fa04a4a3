package dev.headway.boot.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.headway.testing.MigrationFolder;
import dev.headway.testing.database.TestDatabase;
import dev.headway.testing.database.TestDatabase.Access;

/**
 * Makes runners of applications with a database of their own.
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
					"spring.datasource.hikari.connection-timeout=1000",
					"spring.flyway.locations=" + migrations.location());
	}

}
