package dev.headway.schema.element;

import java.util.List;

/**
 * A unique constraint of a table. On MariaDB each unique index is one.
 *
 * @param table the table
 * @param name its name
 * @param columns its columns, in order
 * @param properties other properties, such as {@code deferrable}; usually empty
 */
public record UniqueConstraint(ObjectName table, ElementName name, List<String> columns,
		String properties) implements SchemaElement {

	public UniqueConstraint {
		columns = List.copyOf(columns);
	}

	@Override
	public ElementKind kind() {
		return ElementKind.UNIQUE_CONSTRAINT;
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
		return DefinitionText.of(this.columns).with(this.properties).toString();
	}

}
