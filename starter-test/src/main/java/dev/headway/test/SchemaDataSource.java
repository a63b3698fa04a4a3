package dev.headway.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to a schema, which return to the pool with their original schema.
 */
final class SchemaDataSource extends AbstractDataSource {

	private final DataSource pool;

	private final SchemaSyntax syntax;

	private final String schema;

	SchemaDataSource(DataSource pool, SchemaSyntax syntax, String schema) {
		this.pool = pool;
		this.syntax = syntax;
		this.schema = schema;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return inSchema(this.pool.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return inSchema(this.pool.getConnection(username, password));
	}

	private Connection inSchema(Connection connection) throws SQLException {
		try {
			String original = this.syntax.current(connection);
			this.syntax.choose(connection, this.schema);
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> switch (method.getName()) {
						case "equals" -> proxy == arguments[0];
						case "close" -> close(connection, original);
						default -> invoke(connection, method, arguments);
					});
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	private @Nullable Object close(Connection connection, @Nullable String original) throws SQLException {
		if (connection.isClosed()) {
			return null;
		}
		try (connection) {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			if (original != null) {
				this.syntax.restore(connection, original);
			}
		}
		return null;
	}

	private static @Nullable Object invoke(Connection connection, Method method, @Nullable Object[] arguments)
			throws Throwable {
		try {
			return method.invoke(connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
