package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * An object that is known by its definition: a view, a function, a procedure, a trigger,
 * an enum and the like.
 *
 * @param kind what it is
 * @param name its name, for a function of PostgreSQL with its parameters
 * @param table the table that it belongs to, or {@code null}
 * @param definition its definition as the database reports it
 */
public record DefinedObject(ElementKind kind, ObjectName name, @Nullable ObjectName table,
		String definition) implements SchemaElement {

	@Override
	public String label() {
		return (this.table != null) ? this.kind + " " + this.name.name() + " on " + this.table
				: this.kind + " " + this.name;
	}

}
