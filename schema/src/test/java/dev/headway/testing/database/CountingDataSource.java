package dev.headway.testing.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Records the use of a data source: connections, statements, and the calls to the driver
 * that run statements on some databases.
 */
public final class CountingDataSource extends DelegatingDataSource {

	private static final Set<String> DRIVER_CALLS = Set.of("getSchema", "getCatalog", "getTables", "getColumns",
			"getSchemas", "getCatalogs");

	private final AtomicInteger connections = new AtomicInteger();

	private final List<String> statements = new CopyOnWriteArrayList<>();

	public CountingDataSource(DataSource target) {
		super(target);
	}

	/**
	 * The number of connections that were opened.
	 * @return the number since the last reset
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * The statements that were run.
	 * @return the statements and the names of calls to the driver since the last reset
	 */
	public List<String> statements() {
		return this.statements;
	}

	/**
	 * Forget everything recorded so far.
	 */
	public void reset() {
		this.connections.set(0);
		this.statements.clear();
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.connections.incrementAndGet();
		return recording(Connection.class, super.getConnection());
	}

	private <T> T recording(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(CountingDataSource.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					record(method, arguments);
					try {
						return wrap(method.invoke(target, arguments));
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				}));
	}

	private void record(Method method, Object @Nullable [] arguments) {
		String name = method.getName();
		boolean runs = name.startsWith("prepare") || name.startsWith("execute");
		if (runs && arguments != null && arguments[0] instanceof String sql) {
			this.statements.add(sql);
		}
		else if (DRIVER_CALLS.contains(name)) {
			this.statements.add(name);
		}
	}

	private @Nullable Object wrap(@Nullable Object result) {
		if (result instanceof DatabaseMetaData metaData) {
			return recording(DatabaseMetaData.class, metaData);
		}
		if (result instanceof Statement statement && !(result instanceof PreparedStatement)) {
			return recording(Statement.class, statement);
		}
		return result;
	}

}
