package dev.headway.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of databases whose catalogue can be read.
 */
enum Dialect {

	H2, POSTGRESQL, MARIADB;

	static Dialect of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return Stream.of(values())
			.filter((dialect) -> dialect.name().equals(product.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new UnsupportedDatabaseException(product));
	}

	SchemaReader reader() {
		return switch (this) {
			case H2 -> new H2Reader();
			case POSTGRESQL -> new PostgresqlReader();
			case MARIADB -> new MariaDbReader();
		};
	}

	@Nullable String currentSchema(Connection connection) throws SQLException {
		return (this == MARIADB) ? connection.getCatalog() : connection.getSchema();
	}

}
