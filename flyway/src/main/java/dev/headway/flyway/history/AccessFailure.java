package dev.headway.flyway.history;

import java.sql.SQLException;
import java.util.Set;

import org.springframework.dao.DataAccessException;

/**
 * Tells why a database refuses a statement that is correct.
 */
final class AccessFailure {

	/**
	 * PostgreSQL and the standard.
	 */
	private static final String DENIED_STATE = "42501";

	/**
	 * MariaDB (for a database, a table, a column), SQL Server and H2.
	 */
	private static final Set<Integer> DENIED_CODES = Set.of(1044, 1142, 1143, 229, 90096);

	private static final String READ_ONLY_STATE = "25006";

	/**
	 * MariaDB's server and H2.
	 */
	private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 90097);

	private AccessFailure() {
	}

	/**
	 * Whether the user does not have a right.
	 */
	static boolean isDenied(DataAccessException failure) {
		return failure.getMostSpecificCause() instanceof SQLException cause
				&& (DENIED_STATE.equals(cause.getSQLState()) || DENIED_CODES.contains(cause.getErrorCode()));
	}

	/**
	 * Whether nobody can write: in a read-only session, or on a replica.
	 */
	static boolean isReadOnly(DataAccessException failure) {
		return failure.getMostSpecificCause() instanceof SQLException cause
				&& (READ_ONLY_STATE.equals(cause.getSQLState()) || READ_ONLY_CODES.contains(cause.getErrorCode()));
	}

	/**
	 * What the database says, without the statement that H2 appends.
	 */
	static String reason(DataAccessException failure) {
		return String.valueOf(failure.getMostSpecificCause().getMessage()).split("; SQL statement:|\\R", 2)[0];
	}

}
