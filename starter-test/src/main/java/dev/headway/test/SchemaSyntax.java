package dev.headway.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.headway.HeadwayException;

/**
 * The statements that create, drop and choose a schema.
 */
enum SchemaSyntax {

	H2('"', "select quote_ident(current_schema)", "set schema %s", " cascade"),

	/** Sets only this schema, so that no name is found in another one. */
	POSTGRESQL('"', "show search_path", "set search_path to %s", " cascade"),

	MARIADB('`', "select concat('`', replace(database(), '`', '``'), '`')", "use %s", "");

	private final char quote;

	private final String show;

	private final String choose;

	private final String cascade;

	SchemaSyntax(char quote, String show, String choose, String cascade) {
		this.quote = quote;
		this.show = show;
		this.choose = choose;
		this.cascade = cascade;
	}

	static SchemaSyntax of(DataSource dataSource) {
		String product = execute(dataSource, (connection) -> connection.getMetaData().getDatabaseProductName());
		return Stream.of(values())
			.filter((syntax) -> syntax.name().equals(product.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new HeadwayException(
					"History tests do not support databases of type %s. Use H2, PostgreSQL or MariaDB."
						.formatted(product)));
	}

	void create(DataSource dataSource, String schema) {
		run(dataSource, "create schema " + quoted(schema));
	}

	void drop(DataSource dataSource, String schema) {
		run(dataSource, "drop schema " + quoted(schema) + this.cascade);
	}

	/**
	 * The current schema of a connection, in the form that {@link #restore} takes.
	 */
	@Nullable String current(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(this.show)) {
			return result.next() ? result.getString(1) : null;
		}
	}

	void choose(Connection connection, String schema) throws SQLException {
		restore(connection, quoted(schema));
	}

	void restore(Connection connection, String current) throws SQLException {
		run(connection, this.choose.formatted(current));
	}

	private String quoted(String name) {
		return this.quote + name.replace(String.valueOf(this.quote), ("" + this.quote).repeat(2)) + this.quote;
	}

	private static void run(DataSource dataSource, String sql) {
		execute(dataSource, (connection) -> {
			run(connection, sql);
			return true;
		});
	}

	private static void run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	private static <T> T execute(DataSource dataSource, ConnectionCallback<T> work) {
		return Objects.requireNonNull(new JdbcTemplate(dataSource).execute(work));
	}

}
