package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * An element of a schema that can be added, removed or changed, as a value.
 */
public sealed interface SchemaElement permits Table, Column, TableConstraint, ForeignKey, Sequence, DefinedObject {

	/**
	 * The kind of the element.
	 * @return its kind
	 */
	ElementKind kind();

	/**
	 * The table that the element is or belongs to.
	 * @return the table, or {@code null} if there is none
	 */
	@Nullable ObjectName table();

	/**
	 * The kind and name for people, such as {@code index users_email_idx on users}.
	 * @return the label
	 */
	String label();

	/**
	 * The definition for people, such as {@code (email) unique}.
	 * @return the definition, may be empty
	 */
	String definition();

	/**
	 * What two elements of different snapshots share if one is a changed version of the
	 * other: the kind, and the name or, if the database chose the name, the columns.
	 * @return a text for comparison only
	 */
	default String identity() {
		return label();
	}

}
