package dev.headway.schema.element;

import java.util.Locale;

/**
 * The kind of a {@link SchemaElement}, in the order in which elements are listed. The
 * sequence that generates the values of a column and the index of a constraint are not
 * elements. {@code TYPE} is a composite type and {@code POLICY} one of row level
 * security, both of PostgreSQL; {@code CONSTANT} is of H2 and {@code EVENT} of MariaDB.
 */
public enum ElementKind {

	EXTENSION, ENUM, TYPE, DOMAIN, CONSTANT, SEQUENCE, TABLE, COLUMN, PRIMARY_KEY, UNIQUE_CONSTRAINT, FOREIGN_KEY,
	CHECK_CONSTRAINT, EXCLUSION_CONSTRAINT, INDEX, POLICY, TRIGGER, VIEW, MATERIALIZED_VIEW, FUNCTION, PROCEDURE,
	AGGREGATE, EVENT;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
