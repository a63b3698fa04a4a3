package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A database of MariaDB with the character set and the collation of the current one. A
 * lock of its name tells other processes that it is in use; those without one are what a
 * process that was killed has left.
 */
final class MariaDbScratch extends ScratchSchema {

	/**
	 * MariaDB's {@code ER_DBACCESS_DENIED_ERROR}.
	 */
	private static final int DATABASE_ACCESS_DENIED = 1044;

	MariaDbScratch(Connection connection) throws SQLException {
		super(connection);
	}

	@Override
	void create() throws SQLException {
		removeLeftovers();
		lock(name());
		String defaults = query("""
				select concat('character set ', default_character_set_name, ' collate ', default_collation_name)
				from information_schema.schemata where schema_name = database()""").stream().findFirst().orElse("");
		run("create database %s %s".formatted(name(), defaults));
	}

	private void removeLeftovers() throws SQLException {
		for (String leftover : query("""
				select schema_name from information_schema.schemata
				where schema_name regexp '^%s[0-9a-f]{8}$'""".formatted(PREFIX))) {
			if (lock(leftover)) {
				run("drop database if exists " + leftover);
				unlock(leftover);
			}
		}
	}

	private boolean lock(String lock) throws SQLException {
		return query("select get_lock('%s', 0)".formatted(lock)).get(0).equals("1");
	}

	private void unlock(String lock) throws SQLException {
		run("do release_lock('%s')".formatted(lock));
	}

	@Override
	void remove() throws SQLException {
		if (!query("select 1 from information_schema.schemata where schema_name = '%s'".formatted(name())).isEmpty()) {
			run("drop database " + name());
		}
		unlock(name());
	}

	@Override
	boolean isDenied(SQLException failure) {
		return failure.getErrorCode() == DATABASE_ACCESS_DENIED;
	}

	@Override
	String grant() throws SQLException {
		return query("""
				select concat('grant all on `%s%%`.* to ''', replace(current_user(), '@', '''@'''), '''')"""
			.formatted(PREFIX.replace("_", "\\\\_"))).get(0);
	}

	@Override
	@Nullable String current(Connection connection) throws SQLException {
		return connection.getCatalog();
	}

	@Override
	void enter(Connection connection) throws SQLException {
		connection.setCatalog(name());
	}

	@Override
	void leave(Connection connection, @Nullable String before) throws SQLException {
		if (before != null) {
			connection.setCatalog(before);
		}
	}

}
