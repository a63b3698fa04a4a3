package dev.headway.script.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The header of a script: what its leading comments say about its place in the graph.
 *
 * @param lines the lines found, by key
 * @param problems what is wrong with them
 */
public record Header(Map<HeaderKey, HeaderLine> lines, List<HeaderProblem> problems) {

	/** The value of a {@code revises} header that names no parent. */
	public static final String BASE = "base";

	public Header {
		lines = Map.copyOf(lines);
		problems = List.copyOf(problems);
	}

	/**
	 * Return the header of a script that has none.
	 * @return an empty header
	 */
	public static Header none() {
		return new Header(Map.of(), List.of());
	}

	/**
	 * Create the header of a Java migration.
	 * @param values the values of its annotation, by key
	 * @return the header
	 */
	public static Header of(Map<HeaderKey, List<String>> values) {
		Map<HeaderKey, HeaderLine> lines = new EnumMap<>(HeaderKey.class);
		List<HeaderProblem> problems = new ArrayList<>();
		values.forEach((key, found) -> {
			HeaderValue value = HeaderValue.of(key, found);
			lines.put(key, new HeaderLine(value.names(), null));
			if (value.fault() != null) {
				problems
					.add(HeaderProblem.malformed(key, "\"%s\"".formatted(String.join("\", \"", found)), value, null));
			}
		});
		return new Header(lines, problems);
	}

	/**
	 * Return the line of a key.
	 * @param key the key
	 * @return the line, {@code null} if there is none
	 */
	public @Nullable HeaderLine line(HeaderKey key) {
		return this.lines.get(key);
	}

	/**
	 * Return the values of a key.
	 * @param key the key
	 * @return the values, empty if there are none
	 */
	public List<String> values(HeaderKey key) {
		HeaderLine line = line(key);
		return (line != null) ? line.values() : List.of();
	}

}
