package dev.headway.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Counts the statements that are prepared or created on a data source.
 */
final class StatementCount {

	private StatementCount() {
	}

	static int of(DataSource dataSource, Consumer<DataSource> work) {
		AtomicInteger count = new AtomicInteger();
		work.accept(new AbstractDataSource() {

			@Override
			public Connection getConnection() throws java.sql.SQLException {
				return counting(dataSource.getConnection(), count);
			}

			@Override
			public Connection getConnection(String username, String password) throws java.sql.SQLException {
				throw new UnsupportedOperationException();
			}

		});
		return count.get();
	}

	private static Connection counting(Connection connection, AtomicInteger count) {
		return (Connection) Proxy.newProxyInstance(StatementCount.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().startsWith("prepare") || method.getName().startsWith("createStatement")) {
						count.incrementAndGet();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
