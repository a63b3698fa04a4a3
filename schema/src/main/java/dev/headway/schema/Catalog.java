package dev.headway.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.HeadwayException;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * The catalog of a database, limited to the schemas of a {@link SnapshotScope}. One
 * reader for each database runs its queries: {@link H2Reader}, {@link MariaDbReader} and
 * {@link PostgresqlTables} with its two siblings. The number of queries does not grow
 * with the schema.
 */
final class Catalog {

	private final JdbcClient client;

	private final List<String> schemas;

	private final Pattern qualifier;

	private Catalog(Connection connection, List<String> schemas) {
		this.client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		this.schemas = schemas;
		this.qualifier = Pattern.compile("(?<![\\w\"`.])(?:" + schemas.stream()
			.flatMap((schema) -> Stream.of(schema, '"' + schema + '"', '`' + schema + '`'))
			.map(Pattern::quote)
			.collect(Collectors.joining("|")) + ")\\.");
	}

	static List<SchemaElement> read(DataSource dataSource, SnapshotScope scope) {
		List<SchemaElement> elements = new JdbcTemplate(dataSource)
			.execute((Connection connection) -> readFrom(connection, scope));
		return (elements != null) ? elements : List.of();
	}

	private static List<SchemaElement> readFrom(Connection connection, SnapshotScope scope) throws SQLException {
		Database database = Database.of(connection);
		List<String> schemas = scope.schemas();
		if (schemas.isEmpty()) {
			schemas = Stream
				.ofNullable((database == Database.MARIADB) ? connection.getCatalog() : connection.getSchema())
				.toList();
		}
		if (schemas.isEmpty()) {
			return List.of();
		}
		Pattern exclusion = scope.exclusion();
		return database.read(new Catalog(connection, schemas))
			.stream()
			.filter((element) -> !isExcluded(element, exclusion))
			.toList();
	}

	private static boolean isExcluded(SchemaElement element, Pattern exclusion) {
		ObjectName table = element.table();
		return (table != null && exclusion.matcher(table.name()).matches())
				|| (element instanceof DefinedObject object && exclusion.matcher(object.name().name()).matches());
	}

	/**
	 * Run a query whose parameter {@code schemas} is the list of schemas.
	 */
	<E> List<E> list(String sql, RowReader<E> reader) {
		return this.client.sql(sql)
			.param("schemas", this.schemas)
			.query((result, number) -> reader.read(new CatalogRow(result, this)))
			.list();
	}

	/**
	 * Run a query that returns one row for each object.
	 */
	<E> Map<ObjectName, E> map(String sql, RowReader<E> reader) {
		Map<ObjectName, E> map = new HashMap<>();
		list(sql, (row) -> Map.entry(row.object(), reader.read(row)))
			.forEach((entry) -> map.put(entry.getKey(), entry.getValue()));
		return map;
	}

	ObjectName name(String schema, String name) {
		return new ObjectName((isOnly() && schema.equals(this.schemas.get(0))) ? null : schema, name);
	}

	/**
	 * Remove the name of the only schema from a text of the catalog, so that the text
	 * does not depend on the schema or the search path.
	 */
	@Nullable String text(@Nullable String text) {
		return (text != null && isOnly()) ? this.qualifier.matcher(text).replaceAll("") : text;
	}

	private boolean isOnly() {
		return this.schemas.size() == 1;
	}

	/**
	 * Reads a row.
	 *
	 * @param <E> the result
	 */
	@FunctionalInterface
	interface RowReader<E> {

		E read(CatalogRow row) throws SQLException;

	}

	private enum Database {

		H2, POSTGRESQL, MARIADB;

		static Database of(Connection connection) throws SQLException {
			String product = connection.getMetaData().getDatabaseProductName();
			return Stream.of(values())
				.filter((database) -> database.name().equals(product.toUpperCase(Locale.ROOT)))
				.findFirst()
				.orElseThrow(() -> new HeadwayException(
						"Cannot read the structure of a database of type %s. Use H2, PostgreSQL or MariaDB."
							.formatted(product)));
		}

		List<SchemaElement> read(Catalog catalog) {
			return switch (this) {
				case H2 -> H2Reader.read(catalog);
				case MARIADB -> MariaDbReader.read(catalog);
				case POSTGRESQL ->
					Stream
						.of(PostgresqlTables.read(catalog), PostgresqlConstraints.read(catalog),
								PostgresqlObjects.read(catalog))
						.flatMap(List::stream)
						.toList();
			};
		}

	}

}
