package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;

/**
 * A schema of H2. Its remark names the session that uses it; those of other sessions than
 * the present ones are what a process that was killed has left.
 */
final class H2Scratch extends ScratchSchema {

	private static final String SESSION = "'session ' || session_id || ' since ' || extract(epoch from session_start)";

	H2Scratch(Connection connection) throws SQLException {
		super(connection);
	}

	@Override
	void create() throws SQLException {
		removeLeftovers();
		run("create schema \"%s\"".formatted(name()));
		String session = query(
				"select %s from information_schema.sessions where session_id = session_id()".formatted(SESSION))
			.get(0);
		run("comment on schema \"%s\" is '%s'".formatted(name(), session));
	}

	private void removeLeftovers() throws SQLException {
		for (String leftover : query("""
				select schema_name from information_schema.schemata
				where regexp_like(schema_name, '^%s[0-9a-f]{8}$', 'i') and remarks is not null
				  and remarks not in (select %s from information_schema.sessions)""".formatted(PREFIX, SESSION))) {
			run("drop schema if exists \"%s\" cascade".formatted(leftover));
		}
	}

	@Override
	void remove() throws SQLException {
		if (!query("select 1 from information_schema.schemata where schema_name = '%s'".formatted(name())).isEmpty()) {
			run("drop schema \"%s\" cascade".formatted(name()));
		}
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
