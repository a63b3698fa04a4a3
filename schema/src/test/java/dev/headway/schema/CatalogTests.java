package dev.headway.schema;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;

import org.junit.jupiter.api.Test;

import dev.headway.HeadwayException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Catalog}.
 */
class CatalogTests {

	@Test
	void readWhenDatabaseIsNotSupportedFails() {
		Connection connection = answering(Connection.class, answering(DatabaseMetaData.class, "Oracle"));
		assertThatExceptionOfType(HeadwayException.class)
			.isThrownBy(() -> SchemaSnapshot.of(connection, SnapshotScope.currentSchema()))
			.withMessage("Cannot read the structure of a database of type Oracle. Use H2, PostgreSQL or MariaDB.");
	}

	private static <T> T answering(Class<T> type, Object answer) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> method.getReturnType().isInstance(answer) ? answer : false));
	}

}
