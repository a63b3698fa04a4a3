package dev.headway.schema.element;

/**
 * A check constraint of a table.
 *
 * @param table the table
 * @param name its name
 * @param expression its condition as the database reports it; on PostgreSQL without casts
 * between text types, which the database adds whenever it parses its own output
 * @param properties other properties, such as {@code not valid}; usually empty
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
