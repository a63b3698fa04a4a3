package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The network timeout of a connection while some work uses it.
 */
public final class NetworkTimeout {

	private NetworkTimeout() {
	}

	/**
	 * Run some work, and close the connection if the database sends nothing for too long.
	 * Some drivers do not support that, and some connections already have a lower
	 * timeout.
	 * @param <T> what the work returns
	 * @param connection the connection
	 * @param seconds how long it may take until the database sends something, without
	 * limit if 0
	 * @param work the work
	 * @return what the work returned
	 * @throws SQLException if the work throws it
	 */
	public static <T> T run(Connection connection, int seconds, Work<T> work) throws SQLException {
		Integer before = limit(connection, (int) TimeUnit.SECONDS.toMillis(seconds));
		try {
			return work.run();
		}
		finally {
			if (before != null && !connection.isClosed()) {
				connection.setNetworkTimeout(Runnable::run, before);
			}
		}
	}

	/**
	 * Set a lower timeout.
	 * @return the one before, or {@code null} if nothing was set
	 */
	private static @Nullable Integer limit(Connection connection, int millis) throws SQLException {
		if (millis == 0) {
			return null;
		}
		try {
			int before = connection.getNetworkTimeout();
			if (before > 0 && before <= millis) {
				return null;
			}
			connection.setNetworkTimeout(Runnable::run, millis);
			return before;
		}
		catch (SQLFeatureNotSupportedException ex) {
			return null;
		}
	}

	/**
	 * What uses a connection.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	public interface Work<T> {

		/**
		 * Use the connection.
		 * @return a result
		 * @throws SQLException if that fails
		 */
		T run() throws SQLException;

	}

}
