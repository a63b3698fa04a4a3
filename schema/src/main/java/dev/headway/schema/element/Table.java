package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * A table without its columns, keys and indexes.
 *
 * @param table its name
 * @param properties other properties, such as its partitioning or storage engine; usually
 * empty
 * @param comment the comment on it, or {@code null}
 */
public record Table(ObjectName table, String properties, @Nullable String comment) implements SchemaElement {

	@Override
	public ElementKind kind() {
		return ElementKind.TABLE;
	}

	@Override
	public String label() {
		return kind() + " " + this.table;
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.properties).comment(this.comment).toString();
	}

}
