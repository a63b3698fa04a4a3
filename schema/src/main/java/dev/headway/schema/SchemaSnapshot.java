package dev.headway.schema;

import java.sql.Connection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.headway.HeadwayException;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.SchemaElement;

/**
 * The structure of a database at one moment. Neither the order of columns nor names that
 * the database chose count when snapshots are compared. Not included are data, the
 * current value of sequences, owners, privileges, comments on anything but tables and
 * columns, and objects that belong to an extension of PostgreSQL.
 *
 * @param elements all elements by kind; a table is followed by its columns, in the
 * table's order, and its keys and indexes
 * @see SchemaDifference
 */
public record SchemaSnapshot(List<SchemaElement> elements) {

	static final Comparator<SchemaElement> ORDER = Comparator.comparing(SchemaSnapshot::section)
		.thenComparing(SchemaSnapshot::owner)
		.thenComparing(SchemaElement::kind)
		.thenComparing((element) -> (element instanceof Column) ? "" : element.identity() + element.definition());

	public SchemaSnapshot {
		elements = elements.stream().sorted(ORDER).toList();
	}

	/**
	 * Read the current schema of a database without Flyway's history under its default
	 * name. Writes nothing.
	 * @param dataSource the database
	 * @return the snapshot
	 * @throws HeadwayException if the database is not H2, PostgreSQL or MariaDB
	 */
	public static SchemaSnapshot of(DataSource dataSource) {
		return of(dataSource, SnapshotScope.currentSchema().withoutHistory("flyway_schema_history"));
	}

	/**
	 * Read the structure of a database. Writes nothing and takes no locks but those of
	 * reading the catalog. The number of statements does not grow with the schema.
	 * @param dataSource the database
	 * @param scope what to read
	 * @return the snapshot
	 * @throws HeadwayException if the database is not H2, PostgreSQL or MariaDB
	 */
	public static SchemaSnapshot of(DataSource dataSource, SnapshotScope scope) {
		return new SchemaSnapshot(Catalog.read(dataSource, scope));
	}

	/**
	 * Read the structure of a database on a connection, which stays open. The snapshot
	 * includes uncommitted changes of its transaction.
	 * @param connection the connection
	 * @param scope what to read
	 * @return the snapshot
	 */
	public static SchemaSnapshot of(Connection connection, SnapshotScope scope) {
		return of(new SingleConnectionDataSource(connection, true), scope);
	}

	private static ElementKind section(SchemaElement element) {
		return (element.table() != null && element.kind() != ElementKind.SEQUENCE) ? ElementKind.TABLE : element.kind();
	}

	private static String owner(SchemaElement element) {
		return (section(element) == ElementKind.TABLE) ? String.valueOf(element.table()) : "";
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
			.text();
	}

}
