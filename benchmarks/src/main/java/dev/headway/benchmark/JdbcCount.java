package dev.headway.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Counts the connections taken from a data source and the statements executed on them.
 * Statements that a driver sends on its own, for metadata, are not counted.
 */
final class JdbcCount {

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger statements = new AtomicInteger();

	DataSource counting(DataSource dataSource) {
		return (DataSource) proxy(DataSource.class, dataSource);
	}

	private Object proxy(Class<?> type, Object target) {
		return Proxy.newProxyInstance(JdbcCount.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					if (target instanceof Statement && method.getName().startsWith("execute")) {
						this.statements.incrementAndGet();
					}
					try {
						return counting(method.getReturnType(), method.invoke(target, arguments));
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	private @Nullable Object counting(Class<?> type, @Nullable Object result) {
		if (result instanceof Connection connection && type == Connection.class) {
			this.connections.incrementAndGet();
			return proxy(Connection.class, connection);
		}
		return (result instanceof Statement) ? proxy(type, result) : result;
	}

	@Override
	public String toString() {
		return "statements: %s, connections: %s".formatted(this.statements, this.connections);
	}

}
