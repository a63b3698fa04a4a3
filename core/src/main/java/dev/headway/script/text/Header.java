package dev.headway.script.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.headway.ProblemType;
import dev.headway.ShortList;
import dev.headway.revision.Version;

/**
 * The header of a script: the {@link HeaderKey}s in its leading comments, which say where
 * it belongs in the graph.
 *
 * @param lines the lines found, by key
 * @param problems what is wrong with them
 * @param markers the migrations that the script replaces, in the order of their lines
 */
public record Header(Map<HeaderKey, Line> lines, List<HeaderProblem> problems, List<ReplacesMarker> markers) {

	/** The value of a {@code revises} header that names no parent. */
	public static final String BASE = "base";

	public Header {
		lines = Map.copyOf(lines);
		problems = List.copyOf(problems);
		markers = List.copyOf(markers);
	}

	/**
	 * Return an empty header.
	 * @return the header of a script without one
	 */
	public static Header none() {
		return new Header(Map.of(), List.of(), List.of());
	}

	/**
	 * Create the header of a Java migration.
	 * @param values the values of its annotation, by key
	 * @return the header
	 */
	public static Header of(Map<HeaderKey, List<String>> values) {
		Map<HeaderKey, Line> lines = new EnumMap<>(HeaderKey.class);
		List<HeaderProblem> problems = new ArrayList<>();
		values.forEach((key, found) -> {
			HeaderValue value = HeaderValue.of(key, found);
			lines.put(key, new Line(value.names(), null));
			if (value.fault() != null) {
				problems.add(HeaderProblem.malformed(key,
						"\"%s\"".formatted(ShortList.text(String.join("\", \"", found))), value, null));
			}
		});
		return new Header(lines, problems, List.of());
	}

	/**
	 * Return whether messages may quote more of the script than versions and durations.
	 * @return whether there are problems or names of branches
	 */
	public boolean mayQuote() {
		return !this.problems.isEmpty() || !this.lines.values().stream().allMatch(Line::isHarmless);
	}

	/**
	 * Return the same header for a file that is none of the migrations, because a link
	 * leads to it. Nobody may read it in a message, except for versions and durations.
	 * @return the header with problems that quote nothing
	 */
	public Header withoutQuotations() {
		Map<HeaderKey, Line> versions = new EnumMap<>(HeaderKey.class);
		List<HeaderProblem> silent = new ArrayList<>();
		this.lines.forEach((key, line) -> {
			versions.put(key, line.isHarmless() ? line : new Line(List.of(), line.number()));
			if (!line.isHarmless()) {
				silent.add(HeaderProblem.elsewhere(ProblemType.MALFORMED_HEADER, key, line.number()));
			}
		});
		this.problems
			.forEach((problem) -> silent.add(HeaderProblem.elsewhere(problem.type(), problem.key(), problem.line())));
		return new Header(versions, silent, this.markers);
	}

	/**
	 * Find the line of a key.
	 * @param key the key
	 * @return the line, {@code null} if there is none
	 */
	public @Nullable Line line(HeaderKey key) {
		return this.lines.get(key);
	}

	/**
	 * Return the values of a key.
	 * @param key the key
	 * @return the values, empty if there are none
	 */
	public List<String> values(HeaderKey key) {
		Line line = line(key);
		return (line != null) ? line.values() : List.of();
	}

	/**
	 * A line of the header.
	 *
	 * @param values the versions, labels or durations in it; empty if it is malformed
	 * @param number its number in the script, counted from one, {@code null} in an
	 * annotation
	 */
	public record Line(List<String> values, @Nullable Integer number) {

		public Line {
			values = List.copyOf(values);
		}

		/**
		 * Whether everybody may read the values.
		 */
		boolean isHarmless() {
			return this.values.stream()
				.allMatch((value) -> value.equals(BASE) || Version.parse(value).isPresent()
						|| HeaderDuration.parse(value).isPresent());
		}

	}

}
