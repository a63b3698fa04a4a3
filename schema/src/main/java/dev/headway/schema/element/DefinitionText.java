package dev.headway.schema.element;

import java.util.Collection;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Joins the words of a definition; what is {@code null} or empty is left out.
 */
public final class DefinitionText {

	private final StringJoiner words = new StringJoiner(" ");

	public static DefinitionText of(@Nullable String first) {
		return new DefinitionText().with(first);
	}

	public static DefinitionText of(Collection<String> columns) {
		return of("(" + String.join(", ", columns) + ")");
	}

	public DefinitionText with(@Nullable String text) {
		return with("", text);
	}

	public DefinitionText with(String prefix, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			this.words.add(prefix + text);
		}
		return this;
	}

	DefinitionText comment(@Nullable String comment) {
		return with("comment ", (comment != null && !comment.isEmpty()) ? "'" + comment + "'" : null);
	}

	public @Nullable String orNull() {
		return (this.words.length() > 0) ? toString() : null;
	}

	@Override
	public String toString() {
		return this.words.toString();
	}

}
