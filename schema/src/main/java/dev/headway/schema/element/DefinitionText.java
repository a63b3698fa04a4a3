package dev.headway.schema.element;

import java.util.Collection;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Builds the definition of an element from words. Ignores {@code null} and empty words.
 */
final class DefinitionText {

	private final StringJoiner words = new StringJoiner(" ");

	static DefinitionText of(@Nullable String first) {
		return new DefinitionText().with(first);
	}

	static DefinitionText of(Collection<String> columns) {
		return of("(" + String.join(", ", columns) + ")");
	}

	DefinitionText with(@Nullable String text) {
		return with("", text);
	}

	DefinitionText with(String prefix, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			this.words.add(prefix + text);
		}
		return this;
	}

	DefinitionText comment(@Nullable String comment) {
		return with("comment ", (comment != null && !comment.isEmpty()) ? "'" + comment + "'" : null);
	}

	@Override
	public String toString() {
		return this.words.toString();
	}

}
