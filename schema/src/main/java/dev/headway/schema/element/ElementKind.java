package dev.headway.schema.element;

import java.util.Locale;

/**
 * The kind of a {@link SchemaElement}, in the order in which elements are listed.
 */
public enum ElementKind {

	/** An extension of PostgreSQL. */
	EXTENSION,

	/** An enum of PostgreSQL. */
	ENUM,

	/** A composite type of PostgreSQL. */
	TYPE,

	/** A domain. */
	DOMAIN,

	/** A constant of H2. */
	CONSTANT,

	/** A sequence, except one that generates the values of a column. */
	SEQUENCE,

	/** A table. */
	TABLE,

	/** A column of a table. */
	COLUMN,

	/** The primary key of a table. */
	PRIMARY_KEY,

	/** A unique constraint. */
	UNIQUE_CONSTRAINT,

	/** A foreign key. */
	FOREIGN_KEY,

	/** A check constraint of a table. */
	CHECK_CONSTRAINT,

	/** An exclusion constraint of PostgreSQL. */
	EXCLUSION_CONSTRAINT,

	/** An index, except that of a constraint. */
	INDEX,

	/** A row level security policy of PostgreSQL. */
	POLICY,

	/** A trigger. */
	TRIGGER,

	/** A view. */
	VIEW,

	/** A materialized view. */
	MATERIALIZED_VIEW,

	/** A function. */
	FUNCTION,

	/** A procedure. */
	PROCEDURE,

	/** An aggregate function of PostgreSQL. */
	AGGREGATE,

	/** A scheduled event of MariaDB. */
	EVENT;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
