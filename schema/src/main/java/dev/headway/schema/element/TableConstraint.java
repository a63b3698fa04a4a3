package dev.headway.schema.element;

import java.util.List;

/**
 * A primary key, a unique constraint, a check constraint or an index of a table. The
 * index of a constraint is part of it. On MariaDB each unique index is a unique
 * constraint.
 *
 * @param kind its kind
 * @param table the table; for an index possibly a materialized view
 * @param name its name
 * @param terms its columns or expressions in order, in an index each with its order or
 * length unless it is the default, such as {@code email desc}; for a check constraint its
 * condition, on PostgreSQL without casts between text types, which the database adds
 * whenever it parses its own output
 * @param properties other properties, such as {@code unique} of an index, its method or
 * predicate, {@code deferrable} or {@code not valid}; usually empty
 */
public record TableConstraint(ElementKind kind, ObjectName table, ElementName name, List<String> terms,
		String properties) implements SchemaElement {

	public TableConstraint {
		terms = List.copyOf(terms);
	}

	@Override
	public String label() {
		return this.name.labelOf(this.kind, this.table);
	}

	@Override
	public String identity() {
		return (this.kind == ElementKind.PRIMARY_KEY) ? this.kind + " on " + this.table
				: this.name.identityOf(this.kind, this.table, this.terms);
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.terms).with(this.properties).toString();
	}

}
