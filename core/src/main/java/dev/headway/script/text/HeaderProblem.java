package dev.headway.script.text;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;

/**
 * A problem of a {@link Header}.
 *
 * @param type what kind of problem it is
 * @param message the value found and what to write instead
 * @param line the line, counted from one, {@code null} in an annotation
 * @param key the key that was meant
 * @param meant the values that were probably meant; empty if that is unclear
 */
public record HeaderProblem(ProblemType type, String message, @Nullable Integer line, HeaderKey key,
		List<String> meant) {

	public HeaderProblem {
		meant = List.copyOf(meant);
	}

	static HeaderProblem malformed(HeaderKey key, String found, HeaderValue value, @Nullable Integer line) {
		return new HeaderProblem(ProblemType.MALFORMED_HEADER,
				"%s %s. Write %s.".formatted(found, value.fault(), value.advice(key, line != null)), line, key,
				value.meant());
	}

	/**
	 * A problem of a file that no message may quote.
	 */
	static HeaderProblem elsewhere(ProblemType type, HeaderKey key, @Nullable Integer line) {
		return new HeaderProblem(type,
				"the '%s' header is not valid, or names a branch. It is not shown because the file is a link to one outside of the migrations, of which only versions are read. Replace the link with that file."
					.formatted(key.text()),
				line, key, List.of());
	}

	static HeaderProblem duplicate(HeaderKey key, HeaderValue both, int first, int second) {
		String merged = (key == HeaderKey.REVISES) ? "for a merge, write " : "write ";
		return new HeaderProblem(ProblemType.DUPLICATE_HEADER,
				"line %d already has a '%s' header. Keep one of them; %s%s.".formatted(first, key.text(), merged,
						both.advice(key, true)),
				second, key, both.meant());
	}

}
