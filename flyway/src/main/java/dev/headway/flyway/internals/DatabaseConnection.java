package dev.headway.flyway.internals;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcUtils;

/**
 * A connection as Flyway opens its first one. The same on Flyway 11.14, 12 and 13.
 */
public final class DatabaseConnection {

	private DatabaseConnection() {
	}

	/**
	 * Try to connect, as often and at such intervals as the settings say.
	 * @param configuration the settings
	 * @throws org.flywaydb.core.api.FlywayException if the last try fails
	 */
	public static void await(Configuration configuration) {
		JdbcUtils.closeConnection(JdbcUtils.openConnection(configuration.getDataSource(),
				configuration.getConnectRetries(), configuration.getConnectRetriesInterval()));
	}

}
