package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.SchemaSnapshot;

/**
 * A column of a table. Its position is not part of it: a column that was dropped and
 * added again is the same column. A {@link SchemaSnapshot} lists the columns in the
 * table's order.
 *
 * @param table the table
 * @param name the column's name
 * @param type its type as the database reports it, with length, precision and scale
 * @param nullable whether it accepts nulls
 * @param defaultValue the default as the database reports it, or {@code null}
 * @param generation how the database generates its values (identity, serial, auto
 * increment, generated from an expression), or {@code null}
 * @param collation its collation if it is not the default one, or {@code null}
 * @param comment the comment on it, or {@code null}
 */
public record Column(ObjectName table, String name, String type, boolean nullable, @Nullable String defaultValue,
		@Nullable String generation, @Nullable String collation, @Nullable String comment) implements SchemaElement {

	@Override
	public ElementKind kind() {
		return ElementKind.COLUMN;
	}

	@Override
	public String label() {
		return kind() + " " + this.table + "." + this.name;
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.type)
			.with(this.nullable ? null : "not null")
			.with("default ", this.defaultValue)
			.with(this.generation)
			.with("collate ", this.collation)
			.comment(this.comment)
			.toString();
	}

}
