package dev.headway.schema.element;

/**
 * A check constraint of a table.
 *
 * @param table the table
 * @param name its name
 * @param expression what it demands, as the database spells it; on PostgreSQL without the
 * casts between text types that the database adds anew each time it reads its own
 * spelling
 * @param properties what else the database reports, such as {@code not valid}; mostly
 * empty
 */
public record CheckConstraint(ObjectName table, ElementName name, String expression,
		String properties) implements SchemaElement {

	@Override
	public ElementKind kind() {
		return ElementKind.CHECK_CONSTRAINT;
	}

	@Override
	public String label() {
		return this.name.labelOf(kind(), this.table);
	}

	@Override
	public String identity() {
		return this.name.identityOf(kind(), this.table, this.expression);
	}

	@Override
	public String definition() {
		return DefinitionText.of("(" + this.expression + ")").with(this.properties).toString();
	}

}
