package dev.headway.schema.scratch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that refuse an {@link OutsideStatement} before it runs.
 */
final class GuardedDataSource extends DelegatingDataSource {

	/** With this, Flyway restores what a connection had when it was opened. */
	private static final String SEARCH_PATH = "SELECT set_config('search_path', ?, false)";

	private final OutsideStatement outside;

	GuardedDataSource(DataSource target, OutsideStatement outside) {
		super(target);
		this.outside = outside;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return (Connection) guarded(super.getConnection(), Connection.class);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return (Connection) guarded(super.getConnection(username, password), Connection.class);
	}

	private Object guarded(Object target, Class<?> type) {
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					if (method.getName().equals("equals")) {
						return proxy == arguments[0];
					}
					if (method.getName().equals("unwrap")) {
						throw new SQLException(
								"Refused, because what bypasses JDBC, such as COPY ... FROM STDIN, cannot be checked.");
					}
					if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
						check(method, sql);
					}
					Object result = invoke(target, method, arguments);
					return (arguments != null && result instanceof PreparedStatement statement
							&& setsSearchPath(arguments[0])) ? guardedPath(statement) : wrapped(result);
				});
	}

	private static boolean setsSearchPath(@Nullable Object sql) {
		return sql instanceof String text && SEARCH_PATH.equalsIgnoreCase(text);
	}

	/**
	 * The statement that sets a search path, which must begin with the schema.
	 */
	private Object guardedPath(PreparedStatement target) {
		return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { PreparedStatement.class },
				(proxy, method, arguments) -> {
					if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
						check(String.valueOf(arguments[1]));
					}
					return invoke(target, method, arguments);
				});
	}

	private void check(String path) throws SQLException {
		if (!this.outside.isOwnPath(path)) {
			throw new SQLException(
					"Refused, because the search path '%s' does not begin with the temporary schema.".formatted(path));
		}
	}

	private void check(Method method, String sql) throws SQLException {
		if (method.getName().equals("prepareStatement") && setsSearchPath(sql)) {
			return;
		}
		if (method.getName().startsWith("execute") || method.getName().startsWith("prepare")
				|| method.getName().equals("addBatch")) {
			String found = this.outside.find(sql).orElse(null);
			if (found != null) {
				throw new SQLException("Refused, because '%s' concerns more than the temporary schema: %s"
					.formatted(found, sql.strip()));
			}
		}
	}

	private @Nullable Object wrapped(@Nullable Object result) {
		if (result instanceof CallableStatement) {
			return guarded(result, CallableStatement.class);
		}
		if (result instanceof PreparedStatement) {
			return guarded(result, PreparedStatement.class);
		}
		if (result instanceof Statement) {
			return guarded(result, Statement.class);
		}
		return (result instanceof Connection) ? guarded(result, Connection.class) : result;
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
