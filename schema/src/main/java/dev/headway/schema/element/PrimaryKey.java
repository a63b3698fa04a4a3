package dev.headway.schema.element;

import java.util.List;

/**
 * The primary key of a table.
 *
 * @param table the table
 * @param name its name
 * @param columns its columns, in order
 * @param properties other properties, such as {@code deferrable}; usually empty
 */
public record PrimaryKey(ObjectName table, ElementName name, List<String> columns,
		String properties) implements SchemaElement {

	public PrimaryKey {
		columns = List.copyOf(columns);
	}

	@Override
	public ElementKind kind() {
		return ElementKind.PRIMARY_KEY;
	}

	@Override
	public String label() {
		return this.name.labelOf(kind(), this.table);
	}

	@Override
	public String identity() {
		return kind() + " on " + this.table;
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.columns).with(this.properties).toString();
	}

}
