package dev.headway.flyway.run;

import java.sql.SQLException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.flyway.history.SqlDialect;
import dev.headway.flyway.internals.ParsedScript.Statement;

/**
 * Recognizes statements that did not get a lock in time. In general a statement that
 * fails may have changed something. One that has only waited has not.
 *
 * @param dialect the database, {@code null} if that is another one
 */
record LockFailures(@Nullable SqlDialect dialect) {

	/**
	 * MariaDB's {@code ER_LOCK_WAIT_TIMEOUT}.
	 */
	private static final int LOCK_WAIT_TIMEOUT = 1205;

	/**
	 * H2's {@code LOCK_TIMEOUT_1}.
	 */
	private static final int LOCK_TIMEOUT_ON_H2 = 50_200;

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String DEADLOCK = "40P01";

	/**
	 * Such statements of PostgreSQL consist of several transactions.
	 */
	private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);

	static LockFailures of(String databaseType) {
		return new LockFailures(SqlDialect.isKnown(databaseType) ? SqlDialect.of(databaseType) : null);
	}

	/**
	 * Find out why a statement did not get a lock that it needs before it changes
	 * anything, outside of a transaction or in one that it has committed before.
	 * @param statement the statement
	 * @param failure why it failed
	 * @return what the database says, or {@code null} if something else has happened
	 */
	@Nullable String reason(Statement statement, Throwable failure) {
		return reason(failure, (answer) -> isTimeout(statement, answer));
	}

	/**
	 * Find out why a statement that changes rows did not get one on MariaDB, which has
	 * reverted the statement.
	 * @param statement the statement
	 * @param failure why it failed
	 * @return what the database says, or {@code null} if something else has happened
	 */
	@Nullable String rowReason(Statement statement, Throwable failure) {
		return reason(failure,
				(answer) -> this.dialect == SqlDialect.MARIADB && answer.getErrorCode() == LOCK_WAIT_TIMEOUT
						&& StatementKind.of(statement.sql()) == StatementKind.ROWS);
	}

	private static @Nullable String reason(Throwable failure, Predicate<SQLException> timeout) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException answer && timeout.test(answer)) {
				return firstLine(String.valueOf(answer.getMessage()));
			}
		}
		return null;
	}

	boolean isTimeout(Statement statement, SQLException answer) {
		if (this.dialect == null) {
			return false;
		}
		StatementKind kind = StatementKind.of(statement.sql());
		boolean definition = kind == StatementKind.DEFINITION;
		return switch (this.dialect) {
			case MARIADB -> definition && answer.getErrorCode() == LOCK_WAIT_TIMEOUT;
			case H2 -> definition && answer.getErrorCode() == LOCK_TIMEOUT_ON_H2;
			case POSTGRESQL -> (definition || kind == StatementKind.ROWS)
					&& (LOCK_NOT_AVAILABLE.equals(answer.getSQLState()) || DEADLOCK.equals(answer.getSQLState()))
					&& !CONCURRENTLY.matcher(statement.sql()).find();
		};
	}

	/**
	 * The first line, without what announces the statement.
	 */
	private static String firstLine(String message) {
		String line = message.strip().lines().findFirst().orElse("");
		int statement = line.indexOf("; SQL statement:");
		return (statement < 0) ? line : line.substring(0, statement);
	}

}
