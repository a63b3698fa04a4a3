package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * An object that is compared by its definition only, such as a view, a function or a
 * trigger.
 *
 * @param kind its kind
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
