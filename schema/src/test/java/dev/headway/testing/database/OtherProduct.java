package dev.headway.testing.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that says that it is another product, of which there is no driver here.
 */
public final class OtherProduct extends DelegatingDataSource {

	private final String product;

	public OtherProduct(DataSource database, String product) {
		super(database);
		this.product = product;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return proxy(Connection.class, super.getConnection(), "getMetaData", (metadata) -> proxy(DatabaseMetaData.class,
				(DatabaseMetaData) metadata, "getDatabaseProductName", (name) -> this.product));
	}

	private static <T> T proxy(Class<T> type, T target, String changed, UnaryOperator<Object> change) {
		return type.cast(Proxy.newProxyInstance(OtherProduct.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					Object result = invoke(target, method, arguments);
					return (result != null && method.getName().equals(changed)) ? change.apply(result) : result;
				}));
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
