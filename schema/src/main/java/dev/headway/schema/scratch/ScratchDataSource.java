package dev.headway.schema.scratch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to a {@link ScratchSchema}. The one that the schema holds is used as well,
 * so that a pool does not need more connections than without the schema.
 */
final class ScratchDataSource extends AbstractDataSource {

	private final DataSource pool;

	private final ScratchSchema schema;

	private @Nullable Connection held;

	ScratchDataSource(DataSource pool, ScratchSchema schema, Connection held) {
		this.pool = pool;
		this.schema = schema;
		this.held = held;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection own = hold(null);
		if (own != null) {
			boolean autoCommit = own.getAutoCommit();
			return proxy(own, () -> {
				own.setAutoCommit(autoCommit);
				this.schema.enter(own);
				hold(own);
			});
		}
		return inSchema(this.pool.getConnection());
	}

	private synchronized @Nullable Connection hold(@Nullable Connection connection) {
		Connection before = this.held;
		this.held = connection;
		return before;
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return inSchema(this.pool.getConnection(username, password));
	}

	private Connection inSchema(Connection connection) throws SQLException {
		try {
			String before = this.schema.current(connection);
			this.schema.enter(connection);
			return proxy(connection, () -> {
				try (connection) {
					this.schema.leave(connection, before);
				}
			});
		}
		catch (SQLException ex) {
			connection.close();
			throw ex;
		}
	}

	private static Connection proxy(Connection connection, Release release) {
		boolean[] closed = new boolean[1];
		return (Connection) Proxy.newProxyInstance(ScratchDataSource.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "equals" -> proxy == arguments[0];
					case "isClosed" -> closed[0] || connection.isClosed();
					case "close" -> {
						if (!closed[0] && !connection.isClosed()) {
							closed[0] = true;
							rollback(connection);
							release.run();
						}
						yield null;
					}
					default -> invoke(connection, method, arguments);
				});
	}

	private static void rollback(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
		}
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

	/**
	 * What to do with a connection that is no longer used.
	 */
	private interface Release {

		void run() throws SQLException;

	}

}
