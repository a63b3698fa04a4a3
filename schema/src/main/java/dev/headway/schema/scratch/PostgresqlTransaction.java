package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A schema of PostgreSQL in a transaction that is rolled back, so that nothing is left of
 * it, even if it fails. The search path of the connection follows it, because extensions
 * have their types there.
 */
final class PostgresqlTransaction extends PostgresqlScratch {

	PostgresqlTransaction(Connection connection) throws SQLException {
		super(connection);
	}

	@Override
	void create() throws SQLException {
		removeLeftovers();
		connection().setAutoCommit(false);
		run("create schema " + name());
	}

	@Override
	void enter(Connection connection) throws SQLException {
		String path = current(connection);
		run("set local search_path to " + name() + (path.isBlank() ? "" : ", " + path));
	}

	@Override
	void remove() throws SQLException {
		connection().rollback();
	}

}
