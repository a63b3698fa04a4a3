package dev.headway.script.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Header} from comment lines. Prose is ignored, even if it begins with
 * the word of a key; a line that looks like a mistyped header is a problem.
 */
final class HeaderReader {

	private static final int LONGEST_KEY = 40;

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private final Map<HeaderKey, Header.Line> lines = new EnumMap<>(HeaderKey.class);

	private final List<HeaderProblem> problems = new ArrayList<>();

	private final List<ReplacesMarker> markers = new ArrayList<>();

	void read(String comment, int line) {
		String text = withoutMarks(comment).strip();
		ReplacesMarker marker = ReplacesMarker.parse(text, line).orElse(null);
		if (marker != null) {
			this.markers.add(marker);
			return;
		}
		int separator = indexOfSeparator(text);
		if (separator < 0) {
			readWithoutSeparator(text, line);
			return;
		}
		String word = text.substring(0, separator).strip().toLowerCase(Locale.ROOT);
		String value = text.substring(separator + 1).strip();
		HeaderKey key = exactly(word);
		if (key != null && text.charAt(separator) == ':') {
			readValue(key, text, value, line);
		}
		else if (HeaderValue.looksLikeVersions(value)) {
			addTypo((key != null) ? key : HeaderKeyTypo.of(word), text, value, line);
		}
		else {
			readWithoutSeparator(text, line);
		}
	}

	Header header() {
		return new Header(this.lines, this.problems, this.markers);
	}

	private static String withoutMarks(String comment) {
		int start = 0;
		while (start < comment.length() && (comment.charAt(start) == '-' || comment.charAt(start) == '#')) {
			start++;
		}
		return comment.substring(start);
	}

	private static int indexOfSeparator(String text) {
		int limit = Math.min(text.length(), LONGEST_KEY);
		for (int i = 0; i < limit; i++) {
			if (text.charAt(i) == ':' || text.charAt(i) == '=') {
				return i;
			}
		}
		return -1;
	}

	private void readWithoutSeparator(String text, int line) {
		String[] parts = BLANKS.split(text, 2);
		if (parts.length == 2 && HeaderValue.looksLikeVersions(parts[1])) {
			addTypo(exactly(parts[0].toLowerCase(Locale.ROOT)), text, parts[1], line);
		}
	}

	private void readValue(HeaderKey key, String text, String found, int line) {
		HeaderValue value = HeaderValue.of(key, found);
		Header.Line earlier = this.lines.get(key);
		if (value.fault() != null) {
			this.problems.add(HeaderProblem.malformed(key, "'%s'".formatted(text), value, line));
		}
		else if (earlier != null) {
			this.problems.add(duplicate(key, earlier, value, line));
		}
		this.lines.putIfAbsent(key, new Header.Line(value.names(), line));
	}

	private static HeaderProblem duplicate(HeaderKey key, Header.Line earlier, HeaderValue value, int line) {
		List<String> both = Stream.concat(earlier.values().stream(), value.names().stream()).toList();
		int first = (earlier.number() != null) ? earlier.number() : line;
		return HeaderProblem.duplicate(key, HeaderValue.of(key, both), first, line);
	}

	private void addTypo(@Nullable HeaderKey key, String text, String found, int line) {
		if (key == null || key == HeaderKey.BRANCH) {
			return;
		}
		List<String> meant = HeaderValue.of(key, found).meant();
		this.problems.add(HeaderProblem.malformed(key, "'%s'".formatted(text),
				new HeaderValue(List.of(), "is not a header", meant), line));
		this.lines.putIfAbsent(key, new Header.Line(List.of(), line));
	}

	private static @Nullable HeaderKey exactly(String word) {
		for (HeaderKey key : HeaderKey.values()) {
			if (key.text().equals(word)) {
				return key;
			}
		}
		return null;
	}

}
