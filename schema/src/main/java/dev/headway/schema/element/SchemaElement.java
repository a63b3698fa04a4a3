package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * Part of a schema that can be added, removed or changed by itself. Two elements are
 * equal if they mean the same.
 */
public sealed interface SchemaElement permits Table, Column, PrimaryKey, UniqueConstraint, ForeignKey, CheckConstraint,
		Index, Sequence, DefinedObject {

	/**
	 * What the element is.
	 * @return its kind
	 */
	ElementKind kind();

	/**
	 * Which table the element is, or is a part of.
	 * @return the table, or {@code null} if it belongs to none
	 */
	@Nullable ObjectName table();

	/**
	 * What people call the element: {@code index users_email_idx on users}.
	 * @return its kind and name
	 */
	String label();

	/**
	 * What the element consists of: {@code (email) unique}.
	 * @return its definition, empty if there is nothing to tell
	 */
	String definition();

	/**
	 * What two elements of different snapshots have in common if one is the other,
	 * changed: the kind, and the name or, where the database made the name, the columns.
	 * @return a text that only serves comparison
	 */
	default String identity() {
		return label();
	}

}
