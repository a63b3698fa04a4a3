package dev.headway.schema;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.ObjectName;

/**
 * A row of the catalog. The columns {@code schema_name}, {@code table_name} and
 * {@code object_name} name what it is about.
 */
final class CatalogRow {

	private final ResultSet result;

	private final Catalog catalog;

	CatalogRow(ResultSet result, Catalog catalog) {
		this.result = result;
		this.catalog = catalog;
	}

	ObjectName table() throws SQLException {
		return name("schema_name", "table_name");
	}

	ObjectName object() throws SQLException {
		return name("schema_name", "object_name");
	}

	ObjectName name(String schema, String name) throws SQLException {
		return this.catalog.name(string(schema), string(name));
	}

	/**
	 * A text that may hold names of objects, as {@link Catalog#text} wants it.
	 */
	String text(String column) throws SQLException {
		return Objects.requireNonNullElse(textOrNull(column), "");
	}

	@Nullable String textOrNull(String column) throws SQLException {
		return this.catalog.text(this.result.getString(column));
	}

	/**
	 * A name or the like, just as it is.
	 */
	String string(String column) throws SQLException {
		return Objects.requireNonNullElse(this.result.getString(column), "");
	}

	@Nullable String stringOrNull(String column) throws SQLException {
		String text = this.result.getString(column);
		return (text == null || text.isEmpty()) ? null : text;
	}

	boolean flag(String column) throws SQLException {
		return this.result.getBoolean(column);
	}

	long number(String column) throws SQLException {
		return this.result.getLong(column);
	}

	/**
	 * An array or, where the database has none, a text of several lines.
	 */
	List<String> list(String column) throws SQLException {
		Object value = this.result.getObject(column);
		if (value instanceof Array array) {
			return Stream.of((Object[]) array.getArray()).map(String::valueOf).toList();
		}
		return (value != null) ? value.toString().lines().toList() : List.of();
	}

}
