package dev.headway.schema.element;

import java.util.List;

/**
 * A foreign key of a table.
 *
 * @param table the table
 * @param name its name
 * @param columns its columns, in order
 * @param referencedTable the table that it references
 * @param referencedColumns the columns that it references, in the order of its own
 * columns
 * @param onUpdate what happens when the referenced row is updated, such as
 * {@code cascade}
 * @param onDelete what happens when the referenced row is deleted
 * @param properties other properties, such as {@code deferrable}; usually empty
 */
public record ForeignKey(ObjectName table, ElementName name, List<String> columns, ObjectName referencedTable,
		List<String> referencedColumns, String onUpdate, String onDelete, String properties) implements SchemaElement {

	/** The rule that rejects changes which would violate a foreign key. */
	public static final String NO_ACTION = "no action";

	public ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	@Override
	public ElementKind kind() {
		return ElementKind.FOREIGN_KEY;
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
		return DefinitionText.of(this.columns)
			.with("references " + this.referencedTable)
			.with(DefinitionText.of(this.referencedColumns).toString())
			.with("on update ", NO_ACTION.equals(this.onUpdate) ? null : this.onUpdate)
			.with("on delete ", NO_ACTION.equals(this.onDelete) ? null : this.onDelete)
			.with(this.properties)
			.toString();
	}

}
