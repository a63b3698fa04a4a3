package dev.headway.schema.element;

import java.util.List;
import java.util.Locale;

/**
 * A foreign key of a table.
 *
 * @param table the table
 * @param name its name
 * @param columns its columns, in order
 * @param referencedTable the table that it refers to
 * @param referencedColumns the columns that it refers to, in the order of its own
 * @param onUpdate what an update of the referenced row does, such as {@code cascade}
 * @param onDelete what a deletion of the referenced row does
 * @param properties what else the database reports, such as {@code deferrable}; mostly
 * empty
 */
public record ForeignKey(ObjectName table, ElementName name, List<String> columns, ObjectName referencedTable,
		List<String> referencedColumns, String onUpdate, String onDelete, String properties) implements SchemaElement {

	/** The rule of a foreign key that forbids what would break it. */
	public static final String NO_ACTION = "no action";

	public ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/**
	 * The rule by one spelling where the database has two for the same.
	 */
	public static String rule(String rule) {
		return rule.equals("RESTRICT") ? NO_ACTION : rule.toLowerCase(Locale.ROOT);
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
