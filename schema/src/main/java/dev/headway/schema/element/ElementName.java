package dev.headway.schema.element;

/**
 * The name of a constraint or an index. Names that the database made itself are all equal
 * to each other, because they tell when or in what order something was made, not what it
 * is.
 *
 * @param text the name, spelled as the database keeps it
 * @param systemMade whether the database made the name
 */
public record ElementName(String text, boolean systemMade) {

	@Override
	public boolean equals(Object other) {
		return other instanceof ElementName name && this.systemMade == name.systemMade
				&& (this.systemMade || this.text.equals(name.text));
	}

	@Override
	public int hashCode() {
		return this.systemMade ? 0 : this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

	String labelOf(ElementKind kind, ObjectName table) {
		return kind + " " + this.text + " on " + table;
	}

	String identityOf(ElementKind kind, ObjectName table, Object structure) {
		return this.systemMade ? kind + " on " + table + " " + structure : labelOf(kind, table);
	}

}
