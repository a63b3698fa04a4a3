package dev.headway.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * The catalog of a database, narrowed to the schemas of a scope.
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

	static List<SchemaElement> read(Connection connection, SnapshotScope scope) {
		return read(new SingleConnectionDataSource(connection, true), scope);
	}

	private static List<SchemaElement> readFrom(Connection connection, SnapshotScope scope) throws SQLException {
		Dialect dialect = Dialect.of(connection);
		List<String> schemas = scope.schemas();
		if (schemas.isEmpty()) {
			schemas = Stream.ofNullable(dialect.currentSchema(connection)).toList();
		}
		if (schemas.isEmpty()) {
			return List.of();
		}
		Pattern exclusion = scope.exclusion();
		return dialect.reader()
			.read(new Catalog(connection, schemas))
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
	 * Ask a question whose parameter {@code schemas} stands for the schemas.
	 */
	<E> List<E> list(String sql, RowReader<E> reader) {
		return this.client.sql(sql)
			.param("schemas", this.schemas)
			.query((result, number) -> reader.read(new CatalogRow(result, this)))
			.list();
	}

	/**
	 * Ask a question whose rows are about one object each.
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
	 * A text of the catalog without the name of the only schema, so that it is the same
	 * whatever the schema or the search path.
	 */
	@Nullable String text(@Nullable String text) {
		if (text == null || !isOnly()) {
			return text;
		}
		return this.qualifier.matcher(text).replaceAll(Matcher.quoteReplacement(""));
	}

	private boolean isOnly() {
		return this.schemas.size() == 1;
	}

	/**
	 * Makes something of a row.
	 *
	 * @param <E> what is made
	 */
	@FunctionalInterface
	interface RowReader<E> {

		E read(CatalogRow row) throws SQLException;

	}

}
