package dev.headway.script.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShortList;

/**
 * Reads the {@link Header} from comment lines. Prose is ignored, even if it begins with
 * the word of a key; a line that looks like a mistyped header is a problem.
 */
final class HeaderReader {

	static final int LONGEST_LINE = 1000;

	private static final int LONGEST_KEY = 40;

	/** More problems of one script help nobody. */
	private static final int MOST_PROBLEMS = 20;

	private static final int MOST_MARKERS = 100;

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private final Map<HeaderKey, Header.Line> lines = new EnumMap<>(HeaderKey.class);

	private final List<HeaderProblem> problems = new ArrayList<>();

	private final List<ReplacesMarker> markers = new ArrayList<>();

	void read(String comment, int line) {
		if (this.problems.size() >= MOST_PROBLEMS) {
			return;
		}
		String text = withoutMarks(comment).strip();
		if (comment.length() > LONGEST_LINE) {
			readBeginning(text, line);
			return;
		}
		ReplacesMarker marker = ReplacesMarker.parse(text, line).orElse(null);
		if (marker != null) {
			if (this.markers.size() < MOST_MARKERS) {
				this.markers.add(marker);
			}
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

	/**
	 * Read a line of which the rest is left out.
	 */
	private void readBeginning(String text, int line) {
		int separator = indexOfSeparator(text);
		HeaderKey key = (separator < 0) ? null : exactly(text.substring(0, separator).strip().toLowerCase(Locale.ROOT));
		if (key != null && text.charAt(separator) == ':') {
			addMalformed(key, text, "is longer than %d characters".formatted(LONGEST_LINE), List.of(), line);
		}
	}

	private void readValue(HeaderKey key, String text, String found, int line) {
		HeaderValue value = HeaderValue.of(key, found);
		Header.Line earlier = this.lines.get(key);
		if (value.fault() != null) {
			this.problems.add(HeaderProblem.malformed(key, quoted(text), value, line));
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
		if (key == null || key == HeaderKey.BRANCH || key == HeaderKey.LOCK_TIMEOUT) {
			return;
		}
		addMalformed(key, text, "is not a header", HeaderValue.of(key, found).meant(), line);
	}

	private void addMalformed(HeaderKey key, String text, String fault, List<String> meant, int line) {
		this.problems.add(HeaderProblem.malformed(key, quoted(text), new HeaderValue(List.of(), fault, meant), line));
		this.lines.putIfAbsent(key, new Header.Line(List.of(), line));
	}

	private static String quoted(String text) {
		return "'%s'".formatted(ShortList.text(text));
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
