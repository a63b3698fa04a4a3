package dev.headway.schema.element;

import java.util.List;

/**
 * An index, except that of a constraint.
 *
 * @param table the table, or the materialized view
 * @param name its name
 * @param columns its columns or expressions in order, each with its order or length
 * unless it is the default, such as {@code email desc}
 * @param unique whether it is unique
 * @param properties other properties, such as the method or, on PostgreSQL, the
 * predicate; usually empty
 */
public record Index(ObjectName table, ElementName name, List<String> columns, boolean unique,
		String properties) implements SchemaElement {

	public Index {
		columns = List.copyOf(columns);
	}

	@Override
	public ElementKind kind() {
		return ElementKind.INDEX;
	}

	@Override
	public String label() {
		return this.name.labelOf(kind(), this.table);
	}

	@Override
	public String identity() {
		return this.name.identityOf(kind(), this.table, this.columns);
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.columns).with(this.unique ? "unique" : null).with(this.properties).toString();
	}

}
