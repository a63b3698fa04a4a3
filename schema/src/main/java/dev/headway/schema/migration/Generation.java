package dev.headway.schema.migration;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;

/**
 * How a column gets its values, according to {@link Column#generation()}.
 */
final class Generation {

	private static final String EXPRESSION = "generated always as (";

	private Generation() {
	}

	static boolean isExpression(Column column) {
		return column.generation() != null && column.generation().startsWith(EXPRESSION);
	}

	/**
	 * Whether the database counts its values.
	 */
	static boolean isNumbered(Column column) {
		return isNumbered(column.generation());
	}

	static boolean isNumbered(@Nullable String generation) {
		return generation != null && (generation.contains("as identity") || generation.startsWith("serial")
				|| generation.toLowerCase(Locale.ROOT).contains("auto_increment"));
	}

	static boolean isAlwaysIdentity(Column column) {
		return column.generation() != null && column.generation().startsWith("generated always as identity");
	}

}
