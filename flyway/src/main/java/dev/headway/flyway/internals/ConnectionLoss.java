package dev.headway.flyway.internals;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/**
 * Recognizes failures of connections. Nothing is wrong with what was running then, and it
 * is not known whether the database has completed it.
 */
public final class ConnectionLoss {

	/**
	 * The class of SQL states of connections.
	 */
	private static final String CONNECTION_EXCEPTION = "08";

	/**
	 * The server accepts no more connections.
	 */
	private static final String REJECTED = "08004";

	/**
	 * PostgreSQL ends sessions, has crashed, or is not up yet.
	 */
	private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");

	/**
	 * MariaDB's {@code ER_CONNECTION_KILLED}, and H2's states of broken connections.
	 */
	private static final Set<Integer> KILLED = Set.of(1927, 90_067, 90_098, 90_121);

	/**
	 * What HikariCP says of a connection that it has closed because it is broken.
	 */
	private static final String CLOSED = "Connection is closed";

	private ConnectionLoss() {
	}

	/**
	 * Whether a connection was lost.
	 * @param failure the failure
	 * @return {@code true} if that has caused the failure
	 */
	public static boolean hasCaused(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException answer && isLoss(answer)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLoss(SQLException answer) {
		String state = String.valueOf(answer.getSQLState());
		return answer instanceof SQLRecoverableException || SHUTDOWN.contains(state)
				|| (state.startsWith(CONNECTION_EXCEPTION) && !state.equals(REJECTED))
				|| KILLED.contains(answer.getErrorCode()) || CLOSED.equals(answer.getMessage());
	}

}
