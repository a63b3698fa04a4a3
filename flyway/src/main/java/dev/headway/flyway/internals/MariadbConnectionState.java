package dev.headway.flyway.internals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway resets on a connection of MariaDB before each script
 * ({@code MySQLConnection.doRestoreOriginalState}): user variables, two settings and the
 * schema. One query finds out whether a script has changed any of them, where Flyway
 * needs three statements.
 */
final class MariadbConnectionState {

	private static final Log logger = LogFactory.getLog(MariadbConnectionState.class);

	/**
	 * No row if there are user variables, which Flyway sets to {@code NULL}.
	 */
	private static final String STATE = """
			SELECT CONCAT_WS(' ', @@foreign_key_checks, @@sql_safe_updates, DATABASE()) FROM DUAL
			WHERE NOT EXISTS (SELECT 1 FROM information_schema.user_variables WHERE variable_value IS NOT NULL)
			""";

	private @Nullable Connection connection;

	/**
	 * What the connection has after a reset, {@code null} if that is unknown.
	 */
	private @Nullable String restored;

	/**
	 * Make a connection what it was at first.
	 * @param connection the connection
	 * @param reset lets Flyway reset it, not called if nothing has changed since the last
	 * reset
	 */
	void restore(Connection connection, Runnable reset) {
		if (connection != this.connection || this.restored == null || !this.restored.equals(read(connection))) {
			reset.run();
			this.restored = read(connection);
			this.connection = connection;
		}
	}

	private static @Nullable String read(Connection connection) {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(STATE)) {
			return row.next() ? row.getString(1) : null;
		}
		catch (SQLException ex) {
			logger.debug("Cannot read the state of the connection, so Flyway resets it", ex);
			return null;
		}
	}

}
