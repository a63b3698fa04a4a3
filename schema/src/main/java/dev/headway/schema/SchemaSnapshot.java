package dev.headway.schema;

import java.sql.Connection;
import java.util.HashSet;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * The structure of a database at one moment. Two snapshots are equal if their elements
 * mean the same: neither the order of columns nor names that the database made count.
 * Left out are data, the position of sequences, owners, privileges, comments on anything
 * but tables and columns, and what belongs to an extension of PostgreSQL.
 *
 * @param elements all elements: by kind, the parts of a table right after it, its columns
 * as they stand in it
 */
public record SchemaSnapshot(List<SchemaElement> elements) {

	public SchemaSnapshot {
		elements = elements.stream().sorted(ElementOrder.AS_READ).toList();
	}

	/**
	 * Read the current schema of a database without Flyway's history. Writes nothing and
	 * takes no locks but those of reading the catalog.
	 * @param dataSource the database
	 * @return what is there now
	 * @throws UnsupportedDatabaseException if the database is of an unknown kind
	 */
	public static SchemaSnapshot of(DataSource dataSource) {
		return of(dataSource, SnapshotScope.currentSchema().withoutHistory());
	}

	/**
	 * Read the structure of a database. Writes nothing and takes no locks but those of
	 * reading the catalog. The number of statements does not grow with the schema.
	 * @param dataSource the database
	 * @param scope what to read
	 * @return what is there now
	 * @throws UnsupportedDatabaseException if the database is of an unknown kind
	 */
	public static SchemaSnapshot of(DataSource dataSource, SnapshotScope scope) {
		return new SchemaSnapshot(Catalog.read(dataSource, scope));
	}

	/**
	 * Read the structure of a database over a connection, which stays open. Sees what its
	 * transaction sees.
	 * @param connection the connection
	 * @param scope what to read
	 * @return what is there now
	 * @throws UnsupportedDatabaseException if the database is of an unknown kind
	 */
	public static SchemaSnapshot of(Connection connection, SnapshotScope scope) {
		return new SchemaSnapshot(Catalog.read(connection, scope));
	}

	/**
	 * The elements of one type.
	 * @param <E> the type
	 * @param type the type
	 * @return the elements, in order
	 */
	public <E extends SchemaElement> List<E> all(Class<E> type) {
		return this.elements.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * The columns of a table.
	 * @param table the table's name
	 * @return the columns as they stand in it, none if there is no such table
	 */
	public List<Column> columns(ObjectName table) {
		return all(Column.class).stream().filter((column) -> column.table().equals(table)).toList();
	}

	/**
	 * Compare with a later snapshot.
	 * @param after the later snapshot
	 * @return what was added, removed and changed since this one
	 */
	public SchemaDifference diffTo(SchemaSnapshot after) {
		return SchemaDifference.between(this, after);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SchemaSnapshot snapshot && diffTo(snapshot).isEmpty();
	}

	@Override
	public int hashCode() {
		return new HashSet<>(this.elements).hashCode();
	}

	@Override
	public String toString() {
		return new SchemaDifference(
				this.elements.stream().map((element) -> new SchemaDifference.Change(null, element)).toList())
			.toString();
	}

}
