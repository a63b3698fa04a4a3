package dev.headway.schema;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;

/**
 * A row of the {@link Catalog}. The columns {@code schema_name}, {@code table_name} and
 * {@code object_name} name the object that it describes.
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

	ElementKind kind() throws SQLException {
		return ElementKind.valueOf(string("kind"));
	}

	/**
	 * The table whose columns {@code properties} and {@code remarks} describe it.
	 */
	Table tableElement() throws SQLException {
		return new Table(table(), text("properties"), stringOrNull("remarks"));
	}

	/**
	 * The object whose columns {@code kind} and {@code definition} describe it.
	 */
	DefinedObject definedObject() throws SQLException {
		return new DefinedObject(kind(), object(), null, text("definition").strip());
	}

	DefinedObject objectOfTable() throws SQLException {
		return new DefinedObject(kind(), object(), table(), text("definition").strip());
	}

	/**
	 * The sequence whose columns have the names of its options.
	 * @param table the table whose column owns it, or {@code null}
	 */
	Sequence sequence(@Nullable ObjectName table) throws SQLException {
		return new Sequence(object(), table, string("type"), number("start_value"), number("increment"),
				number("minimum_value"), number("maximum_value"), number("cache"), flag("cycles"));
	}

	/**
	 * A text that may contain names of objects, as {@link Catalog#text} returns it.
	 */
	String text(String column) throws SQLException {
		return Objects.requireNonNullElse(textOrNull(column), "");
	}

	@Nullable String textOrNull(String column) throws SQLException {
		return this.catalog.text(this.result.getString(column));
	}

	/**
	 * A name or another value that needs no conversion.
	 */
	String string(String column) throws SQLException {
		return Objects.requireNonNullElse(this.result.getString(column), "");
	}

	@Nullable String stringOrNull(String column) throws SQLException {
		String text = string(column);
		return text.isEmpty() ? null : text;
	}

	boolean flag(String column) throws SQLException {
		return this.result.getBoolean(column);
	}

	private long number(String column) throws SQLException {
		return this.result.getLong(column);
	}

	/**
	 * An array or, where the database has no arrays, a text with one line for each item.
	 */
	List<String> list(String column) throws SQLException {
		Object value = this.result.getObject(column);
		if (value instanceof Array array) {
			return Stream.of((Object[]) array.getArray()).map(String::valueOf).toList();
		}
		return (value != null) ? value.toString().lines().toList() : List.of();
	}

	/**
	 * The rule of a foreign key; {@code RESTRICT} is the same as no action on H2 and
	 * MariaDB.
	 */
	static String rule(String rule) {
		return rule.equals("RESTRICT") ? ForeignKey.NO_ACTION : rule.toLowerCase(Locale.ROOT);
	}

	/**
	 * Join the words that are neither {@code null} nor empty.
	 */
	static String join(@Nullable String... words) {
		return Stream.of(words).filter((word) -> word != null && !word.isEmpty()).collect(Collectors.joining(" "));
	}

}
