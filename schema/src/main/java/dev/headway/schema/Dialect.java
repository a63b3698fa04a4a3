package dev.headway.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.SchemaElement;

/**
 * The kinds of databases whose catalog can be read.
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

	Reader reader() {
		return switch (this) {
			case H2 -> new H2Reader();
			case POSTGRESQL -> new PostgresqlReader();
			case MARIADB -> new MariaDbReader();
		};
	}

	@Nullable String currentSchema(Connection connection) throws SQLException {
		return (this == MARIADB) ? connection.getCatalog() : connection.getSchema();
	}

	/**
	 * Reads the elements of a schema from a {@link Catalog}, with a number of statements
	 * that does not grow with the schema.
	 */
	@FunctionalInterface
	interface Reader {

		List<SchemaElement> read(Catalog catalog);

	}

}
