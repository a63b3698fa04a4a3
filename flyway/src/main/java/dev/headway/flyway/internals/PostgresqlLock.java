package dev.headway.flyway.internals;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Chooses between Flyway's two locks on PostgreSQL, which exclude each other.
 */
final class PostgresqlLock {

	private PostgresqlLock() {
	}

	static void withoutTransaction(Configuration configuration) {
		PostgreSQLConfigurationExtension extension = configuration.getPluginRegister()
			.getExact(PostgreSQLConfigurationExtension.class);
		extension.setTransactionalLock(false);
	}

}
