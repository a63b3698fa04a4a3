package dev.headway.schema.scratch;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A schema of PostgreSQL. An advisory lock of its name tells other processes that it is
 * in use; those without one are what a process that was killed has left.
 */
class PostgresqlScratch extends ScratchSchema {

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final String UNDEFINED_OBJECT = "42704";

	PostgresqlScratch(Connection connection) throws SQLException {
		super(connection);
	}

	@Override
	void create() throws SQLException {
		removeLeftovers();
		lock(name());
		run("create schema " + name());
	}

	final void removeLeftovers() throws SQLException {
		for (String leftover : query("""
				select nspname from pg_namespace
				where nspname ~ '^%s[0-9a-f]{8}$' and pg_get_userbyid(nspowner) = current_user""".formatted(PREFIX))) {
			if (lock(leftover)) {
				run("drop schema if exists %s cascade".formatted(leftover));
				unlock(leftover);
			}
		}
	}

	private boolean lock(String lock) throws SQLException {
		return query("select pg_try_advisory_lock(hashtext('%s'))".formatted(lock)).get(0).equals("t");
	}

	private void unlock(String lock) throws SQLException {
		query("select pg_advisory_unlock(hashtext('%s'))".formatted(lock));
	}

	@Override
	void remove() throws SQLException {
		run("drop schema if exists %s cascade".formatted(name()));
		unlock(name());
	}

	@Override
	final boolean isDenied(SQLException failure) {
		return INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState());
	}

	@Override
	String grant() throws SQLException {
		return query("select format('grant create on database %I to %I', current_database(), current_user)").get(0);
	}

	@Override
	final String current(Connection connection) throws SQLException {
		return query(connection, "show search_path").get(0);
	}

	@Override
	void enter(Connection connection) throws SQLException {
		choose(connection, name() + query(connection, """
				select coalesce(string_agg(', ' || quote_ident(nspname), ''), '') from pg_namespace n
				where exists (select from pg_extension where extnamespace = n.oid) and nspname not like 'pg\\_%'
				  and not exists (select from pg_class c where relnamespace = n.oid
				    and not exists (select from pg_depend where objid = c.oid and deptype in ('e', 'i')))
				  and not exists (select from pg_type t where typnamespace = n.oid and typrelid = 0
				    and not exists (select from pg_depend where objid = t.oid and deptype in ('e', 'i')))
				  and not exists (select from pg_proc p where pronamespace = n.oid
				    and not exists (select from pg_depend where objid = p.oid and deptype in ('e', 'i')))""").get(0));
	}

	@Override
	final void leave(Connection connection, @Nullable String before) throws SQLException {
		choose(connection, String.valueOf(before));
	}

	@Override
	final String hint(SQLException failure) {
		return UNDEFINED_OBJECT.equals(failure.getSQLState())
				? "If an extension has this type, create it in this database first, as in \"create extension citext\"."
				: "";
	}

	@Override
	final String schemas() {
		return "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'";
	}

	/**
	 * Choose a search path, for longer than a transaction.
	 */
	final void choose(Connection connection, String path) throws SQLException {
		try (var statement = connection.prepareStatement("select set_config('search_path', ?, false)")) {
			statement.setString(1, path);
			statement.execute();
		}
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

}
