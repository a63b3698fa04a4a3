package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A schema of PostgreSQL in a transaction that is rolled back, so that nothing is left of
 * it, whatever happens. The search path of the connection follows it, because extensions
 * have their types there.
 */
final class PostgresqlScratch extends ScratchSchema {

	PostgresqlScratch(Connection connection) {
		super(connection);
	}

	@Override
	void create() throws SQLException {
		connection().setAutoCommit(false);
		String path = query("show search_path").get(0);
		run("create schema " + name());
		run("set local search_path to " + name() + (path.isBlank() ? "" : ", " + path));
	}

	@Override
	void remove() throws SQLException {
		connection().rollback();
	}

	@Override
	String grant() throws SQLException {
		return query("select format('grant create on database %I to %I', current_database(), current_user)").get(0);
	}

}
