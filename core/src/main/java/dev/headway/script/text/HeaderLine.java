package dev.headway.script.text;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line of the header.
 *
 * @param values the versions or labels it names; empty if it is malformed
 * @param line the line, counted from one, {@code null} in an annotation
 */
public record HeaderLine(List<String> values, @Nullable Integer line) {

	public HeaderLine {
		values = List.copyOf(values);
	}

}
