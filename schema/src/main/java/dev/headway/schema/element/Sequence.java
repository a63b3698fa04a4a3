package dev.headway.schema.element;

import org.jspecify.annotations.Nullable;

/**
 * A sequence without its current value. The sequence of an identity or serial column
 * belongs to the {@link Column}.
 *
 * @param name its name
 * @param table the table whose column owns it, or {@code null}
 * @param type its type as the database reports it
 * @param start the first value
 * @param increment the step
 * @param minimum the lowest value
 * @param maximum the highest value
 * @param cache how many values are cached
 * @param cycle whether it restarts after its last value
 */
public record Sequence(ObjectName name, @Nullable ObjectName table, String type, long start, long increment,
		long minimum, long maximum, long cache, boolean cycle) implements SchemaElement {

	@Override
	public ElementKind kind() {
		return ElementKind.SEQUENCE;
	}

	@Override
	public String label() {
		return kind() + " " + this.name;
	}

	@Override
	public String definition() {
		return DefinitionText.of(this.type)
			.with("start " + this.start + " increment " + this.increment)
			.with("min " + this.minimum + " max " + this.maximum)
			.with("cache " + this.cache)
			.with(this.cycle ? "cycle" : null)
			.with("owned by ", (this.table != null) ? this.table.toString() : null)
			.toString();
	}

	/**
	 * The {@link Column#generation()} of a column whose values this sequence generates.
	 * @param words how the database describes such a column, such as {@code serial}
	 * @return the words, and the options of this sequence that are not the defaults
	 */
	public String generation(String words) {
		String options = DefinitionText.of((this.start != 1) ? "start " + this.start : null)
			.with((this.increment != 1) ? "increment " + this.increment : null)
			.with((this.minimum != 1) ? "min " + this.minimum : null)
			.with(this.cycle ? "cycle" : null)
			.toString();
		return options.isEmpty() ? words : words + " (" + options + ")";
	}

}
