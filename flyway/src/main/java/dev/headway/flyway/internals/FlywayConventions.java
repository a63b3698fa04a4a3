package dev.headway.flyway.internals;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.jdbc.JdbcUtils;
import org.flywaydb.core.internal.util.AbbreviationUtils;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway does with settings and texts where its API does not offer it. The same on
 * Flyway 11.14, 12 and 13.
 */
public final class FlywayConventions {

	private FlywayConventions() {
	}

	/**
	 * Load an instance with the callbacks that its settings have. Flyway itself replaces
	 * them if there are classes in its package {@code db.callback}.
	 * @param settings the settings
	 * @return the instance
	 */
	public static Flyway load(FluentConfiguration settings) {
		Flyway flyway = settings.load();
		if (flyway.getConfiguration() instanceof ClassicConfiguration loaded) {
			loaded.setCallbacks(settings.getCallbacks());
		}
		return flyway;
	}

	/**
	 * Connect as Flyway does for the first time, as often and at such intervals as the
	 * settings say.
	 * @param configuration the settings
	 * @throws org.flywaydb.core.api.FlywayException if the last attempt fails
	 */
	public static void awaitDatabase(Configuration configuration) {
		JdbcUtils.closeConnection(JdbcUtils.openConnection(configuration.getDataSource(),
				configuration.getConnectRetries(), configuration.getConnectRetriesInterval()));
	}

	/**
	 * Return the schema of the history table.
	 * @param configuration the settings
	 * @return the schema, or {@code null} if it is the connection's own
	 */
	public static @Nullable String defaultSchema(Configuration configuration) {
		String schema = configuration.getDefaultSchema();
		String[] schemas = configuration.getSchemas();
		return (schema == null && schemas.length > 0) ? schemas[0] : schema;
	}

	public static String description(String description) {
		return AbbreviationUtils.abbreviateDescription(description);
	}

	public static String script(String script) {
		return AbbreviationUtils.abbreviateScript(script);
	}

}
