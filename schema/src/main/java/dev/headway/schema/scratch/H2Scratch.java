package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * A schema of H2. Its remark names the session that uses it; those of other sessions than
 * the present ones are what a process that was killed has left.
 */
final class H2Scratch extends ScratchSchema {

	private static final String SESSION = "'session ' || session_id || ' since ' || extract(epoch from session_start)";

	private static final int ADMIN_RIGHTS_REQUIRED = 90_040;

	private static final int NOT_ENOUGH_RIGHTS = 90_096;

	private static final int LOCK_TIMEOUT = 50_200;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

	private final String lockTimeout;

	H2Scratch(Connection connection) throws SQLException {
		super(connection);
		this.lockTimeout = query("select lock_timeout()").get(0);
	}

	@Override
	void create() throws SQLException {
		removeLeftovers();
		define("create schema \"%s\"".formatted(name()));
		String session = query(
				"select %s from information_schema.sessions where session_id = session_id()".formatted(SESSION))
			.get(0);
		define("comment on schema \"%s\" is '%s'".formatted(name(), session));
	}

	/**
	 * Run a statement that concerns a whole schema. H2 locks its database and then its
	 * catalog for these ({@code Database.addDatabaseObject}), but the other way around
	 * for a table, so that both can wait until this one gives up.
	 */
	private void define(String sql) throws SQLException {
		long start = System.nanoTime();
		run("set lock_timeout 50");
		try {
			boolean done = false;
			while (!done) {
				done = ran(sql, System.nanoTime() - start);
			}
		}
		finally {
			run("set lock_timeout " + this.lockTimeout);
		}
	}

	private boolean ran(String sql, long nanos) throws SQLException {
		try {
			run(sql);
			return true;
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != LOCK_TIMEOUT || nanos > LONGEST_WAIT.toNanos()) {
				throw ex;
			}
			return false;
		}
	}

	private void removeLeftovers() throws SQLException {
		for (String leftover : query("""
				select schema_name from information_schema.schemata
				where regexp_like(schema_name, '^%s[0-9a-f]{8}$', 'i') and remarks is not null
				  and remarks not in (select %s from information_schema.sessions)""".formatted(PREFIX, SESSION))) {
			define("drop schema if exists \"%s\" cascade".formatted(leftover));
		}
	}

	@Override
	void remove() throws SQLException {
		if (!query("select 1 from information_schema.schemata where schema_name = '%s'".formatted(name())).isEmpty()) {
			define("drop schema \"%s\" cascade".formatted(name()));
		}
	}

	@Override
	boolean isDenied(SQLException failure) {
		return failure.getErrorCode() == ADMIN_RIGHTS_REQUIRED || failure.getErrorCode() == NOT_ENOUGH_RIGHTS;
	}

	@Override
	String grant() throws SQLException {
		return "alter user \"%s\" admin true".formatted(connection().getMetaData().getUserName());
	}

	@Override
	String current(Connection connection) throws SQLException {
		return connection.getSchema();
	}

	@Override
	void enter(Connection connection) throws SQLException {
		connection.setSchema(name());
	}

	@Override
	void leave(Connection connection, @Nullable String before) throws SQLException {
		connection.setSchema(before);
	}

	@Override
	void requireOwnTypes() {
		try {
			String mode = query("select setting_value from information_schema.settings where setting_name = 'MODE'")
				.get(0);
			if (!mode.equalsIgnoreCase("regular")) {
				throw new HeadwayException(
						"The database is H2 with MODE=%s, whose types are neither those of H2 nor those of %1$s. Compare the model with the database that it is for."
							.formatted(mode));
			}
		}
		catch (SQLException ex) {
			throw new HeadwayException("The mode of H2 cannot be read: " + ex.getMessage(), ex);
		}
	}

}
