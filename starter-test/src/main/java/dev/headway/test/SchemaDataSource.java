package dev.headway.test;

import java.lang.reflect.InvocationHandler;
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
					new Restoring(connection, this.syntax, original));
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	/**
	 * Forwards all calls, and restores the schema before a connection is closed.
	 */
	private record Restoring(Connection connection, SchemaSyntax syntax,
			@Nullable String original) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
			if (method.getName().equals("equals")) {
				return proxy == arguments[0];
			}
			if (method.getName().equals("close") && !this.connection.isClosed()) {
				return close();
			}
			try {
				return method.invoke(this.connection, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		private @Nullable Object close() throws SQLException {
			try (this.connection) {
				if (!this.connection.getAutoCommit()) {
					this.connection.rollback();
				}
				if (this.original != null) {
					this.syntax.restore(this.connection, this.original);
				}
			}
			return null;
		}

	}

}
