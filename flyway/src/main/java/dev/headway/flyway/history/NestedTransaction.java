package dev.headway.flyway.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;

/**
 * Runs what a database may refuse, so that the transaction of the connection can go on.
 */
public final class NestedTransaction {

	private static final AtomicLong count = new AtomicLong();

	private NestedTransaction() {
	}

	/**
	 * Run something, and undo it if it fails.
	 * @param <T> the type of its result
	 * @param connection the connection; in autocommit mode, nothing can be undone
	 * @param work what to run
	 * @return its result
	 * @throws SQLException if there can be no savepoint
	 * @throws DataAccessException if the work fails
	 */
	public static <T> T run(Connection connection, Supplier<T> work) throws SQLException {
		String name = "headway_" + count.incrementAndGet();
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint(name);
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			if (savepoint != null) {
				rollback(connection, savepoint, name, ex);
			}
			throw ex;
		}
	}

	/**
	 * Roll back, also to a savepoint that a proxy has wrapped and the driver therefore
	 * does not accept. Where a statement that was refused has committed, there is nothing
	 * to.
	 */
	private static void rollback(Connection connection, Savepoint savepoint, String name, DataAccessException failure) {
		try {
			connection.rollback(savepoint);
		}
		catch (ClassCastException ex) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("ROLLBACK TO SAVEPOINT " + name);
			}
			catch (SQLException suppressed) {
				failure.addSuppressed(suppressed);
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

}
