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
 * Notes what is asked of a data source: connections, statements, and the questions to the
 * driver that become statements on some databases.
 */
public final class CountingDataSource extends DelegatingDataSource {

	private static final Set<String> QUESTIONS = Set.of("getSchema", "getCatalog", "getTables", "getColumns",
			"getSchemas", "getCatalogs");

	private final AtomicInteger connections = new AtomicInteger();

	private final List<String> statements = new CopyOnWriteArrayList<>();

	/**
	 * Count what is asked of a data source.
	 * @param target the data source
	 */
	public CountingDataSource(DataSource target) {
		super(target);
	}

	/**
	 * How many connections were taken.
	 * @return the number since the last reset
	 */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * What was run.
	 * @return statements and names of questions to the driver, since the last reset
	 */
	public List<String> statements() {
		return this.statements;
	}

	/**
	 * Begin to count from zero.
	 */
	public void reset() {
		this.connections.set(0);
		this.statements.clear();
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.connections.incrementAndGet();
		return noting(Connection.class, super.getConnection());
	}

	private <T> T noting(Class<T> type, T target) {
		return type.cast(Proxy.newProxyInstance(CountingDataSource.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					note(method, arguments);
					try {
						return wrap(method.invoke(target, arguments));
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				}));
	}

	private void note(Method method, Object @Nullable [] arguments) {
		String name = method.getName();
		boolean runs = name.startsWith("prepare") || name.startsWith("execute");
		if (runs && arguments != null && arguments[0] instanceof String sql) {
			this.statements.add(sql);
		}
		else if (QUESTIONS.contains(name)) {
			this.statements.add(name);
		}
	}

	private @Nullable Object wrap(@Nullable Object result) {
		if (result instanceof DatabaseMetaData metaData) {
			return noting(DatabaseMetaData.class, metaData);
		}
		if (result instanceof Statement statement && !(result instanceof PreparedStatement)) {
			return noting(Statement.class, statement);
		}
		return result;
	}

}
