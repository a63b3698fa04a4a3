package dev.headway.schema.element;

/**
 * The name of a constraint or an index. All names that the database chose are equal,
 * because they depend on the order in which elements were created.
 *
 * @param text the name, spelled as in the database's catalog
 * @param systemMade whether the database chose the name
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
