package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Changes the {@link Header} of a script without changing any other byte, whatever its
 * encoding. With a byte order mark of UTF-16, a character has two bytes. Otherwise every
 * byte is read as one character, which is right for the characters of a header.
 */
public final class HeaderEdit {

	private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

	private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

	private final byte[] script;

	private final Charset encoding;

	private final int width;

	/** Character for character where the bytes are, even if they are invalid. */
	private final String text;

	private HeaderEdit(byte[] script) {
		this.script = script;
		this.encoding = EncodingDetection.byteOrderMark(script, script.length, StandardCharsets.ISO_8859_1);
		this.width = this.encoding.equals(StandardCharsets.ISO_8859_1) ? 1 : 2;
		ByteOrder order = this.encoding.equals(StandardCharsets.UTF_16LE) ? ByteOrder.LITTLE_ENDIAN
				: ByteOrder.BIG_ENDIAN;
		this.text = (this.width == 1) ? new String(script, this.encoding)
				: ByteBuffer.wrap(script).order(order).asCharBuffer().toString();
	}

	/**
	 * Begin with a script.
	 * @param script its bytes
	 * @return the script to edit
	 */
	public static HeaderEdit of(byte[] script) {
		return new HeaderEdit(script.clone());
	}

	/**
	 * Return the script.
	 * @return a copy of its bytes
	 */
	public byte[] bytes() {
		return this.script.clone();
	}

	/**
	 * Read the header.
	 * @return the header as it is now
	 */
	public Header header() {
		try {
			return ScriptText.header(new ByteArrayInputStream(this.script), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write the values of a key: into its line, or into a new line at the top.
	 * @param key the key
	 * @param values its values
	 * @param comment what begins a comment line in such a script
	 * @return the changed script
	 */
	public HeaderEdit write(HeaderKey key, List<String> values, String comment) {
		String value = String.join(", ", values);
		if (header().line(key) != null) {
			return replaceValue(key, (old) -> value);
		}
		return insert(top(), "%s %s: %s".formatted(comment, key.text(), value));
	}

	/**
	 * Replace values of a key, one by one.
	 * @param key the key
	 * @param replacement returns the new value for a value, which may be the same
	 * @return the changed script
	 */
	public HeaderEdit replace(HeaderKey key, UnaryOperator<String> replacement) {
		List<String> values = header().values(key);
		if (values.stream().allMatch((value) -> value.equals(replacement.apply(value)))) {
			return this;
		}
		return replaceValue(key,
				(old) -> Stream.of(old.split(",", -1))
					.map((value) -> replacement.apply(value.strip()))
					.collect(Collectors.joining(", ")));
	}

	/**
	 * Write what a line was probably meant to be.
	 * @param problem a problem of the header, in a line of this script
	 * @return the changed script
	 */
	public HeaderEdit write(HeaderProblem problem) {
		int start = start((problem.line() != null) ? problem.line() : 1);
		Matcher lineEnd = LINE_END.matcher(this.text);
		int end = lineEnd.find(start) ? lineEnd.start() : this.text.length();
		String comment = this.text.startsWith("#", start) ? "#" : "--";
		return splice(start, end,
				"%s %s: %s".formatted(comment, problem.key().text(), String.join(", ", problem.meant())));
	}

	/**
	 * Remove a line of the header.
	 * @param line its number, counted from one
	 * @return the changed script
	 */
	public HeaderEdit without(int line) {
		return splice(start(line), start(line + 1), "");
	}

	/**
	 * Return the marker that this script gets when it is renamed.
	 * @param version its version now
	 * @param checksum its checksum now
	 * @return the marker, from which this script can be rebuilt
	 */
	public ReplacesMarker marker(Version version, int checksum) {
		return new ReplacesMarker(version, checksum, value(HeaderKey.REVISES), value(HeaderKey.DEPENDS_ON), 0);
	}

	/**
	 * Write a marker, below the earlier ones and the {@code revises} line.
	 * @param marker the marker
	 * @param comment what begins a comment line in such a script
	 * @return the changed script
	 */
	public HeaderEdit write(ReplacesMarker marker, String comment) {
		Header header = header();
		Header.Line revises = header.line(HeaderKey.REVISES);
		int above = Math.max(header.markers().stream().mapToInt(ReplacesMarker::line).max().orElse(0),
				(revises != null && revises.number() != null) ? revises.number() : 0);
		int at = (above > 0) ? start(above + 1) : top();
		return insert(at, "%s %s".formatted(comment, marker.text()));
	}

	/**
	 * Rebuild the script as it was before it got a marker.
	 * @param marker one of the markers of this script
	 * @return the script without this marker and the later ones, with the parents and
	 * dependencies that it had
	 */
	public HeaderEdit rebuild(ReplacesMarker marker) {
		List<Integer> lines = new ArrayList<>();
		header().markers()
			.stream()
			.map(ReplacesMarker::line)
			.filter((line) -> line >= marker.line())
			.forEach((line) -> lines.add(0, line));
		HeaderEdit edit = this;
		for (int line : lines) {
			edit = edit.without(line);
		}
		return edit.restore(HeaderKey.REVISES, marker.revises()).restore(HeaderKey.DEPENDS_ON, marker.dependsOn());
	}

	/**
	 * Return everything but the lines of the header and the markers.
	 * @return the other lines without line endings
	 */
	public List<String> body() {
		Header header = header();
		Set<Integer> numbers = header.markers().stream().map(ReplacesMarker::line).collect(Collectors.toSet());
		header.lines().values().forEach((line) -> numbers.add(line.number()));
		List<String> lines = List.of(LINE_END.split(this.text));
		return IntStream.range(0, lines.size())
			.filter((index) -> !numbers.contains(index + 1))
			.mapToObj((index) -> lines.get(index).strip())
			.filter((line) -> !line.isEmpty())
			.toList();
	}

	/**
	 * Return whether there is anything but comments of whole lines. Block comments count,
	 * because some databases execute them.
	 * @return whether this may change a database
	 */
	public boolean hasSql() {
		return body().stream().anyMatch((line) -> !line.startsWith("--") && !line.startsWith("#"));
	}

	private HeaderEdit restore(HeaderKey key, @Nullable String value) {
		Header.Line line = header().line(key);
		if (value != null) {
			return replaceValue(key, (old) -> value);
		}
		return (line != null && line.number() != null) ? without(line.number()) : this;
	}

	private HeaderEdit replaceValue(HeaderKey key, UnaryOperator<String> replacement) {
		Matcher matcher = matcher(key);
		if (!matcher.find()) {
			return this;
		}
		String old = matcher.group("value");
		int from = matcher.start("value") + old.indexOf(old.strip());
		return splice(from, from + old.strip().length(), replacement.apply(old.strip()));
	}

	private @Nullable String value(HeaderKey key) {
		Matcher matcher = matcher(key);
		return (header().line(key) != null && matcher.find()) ? matcher.group("value").strip() : null;
	}

	/**
	 * Match the line of a key.
	 */
	private Matcher matcher(HeaderKey key) {
		Header.Line line = header().line(key);
		int start = start((line != null && line.number() != null) ? line.number() : 1);
		Matcher lineEnd = LINE_END.matcher(this.text);
		return Pattern
			.compile("(?is)(?:--|#)[-#]*\\p{javaWhitespace}*%s\\p{javaWhitespace}*:(?<value>.*)".formatted(key.text()))
			.matcher(this.text)
			.region(start, lineEnd.find(start) ? lineEnd.start() : this.text.length());
	}

	private HeaderEdit insert(int at, String line) {
		boolean open = at > 0 && at == this.text.length() && !this.text.endsWith("\n") && !this.text.endsWith("\r");
		return splice(at, at, open ? lineEnd() + line : line + lineEnd());
	}

	private String lineEnd() {
		Matcher lineEnd = LINE_END.matcher(this.text);
		return lineEnd.find() ? lineEnd.group() : "\n";
	}

	private int top() {
		if (this.width == 2) {
			return 1;
		}
		int mark = this.text.startsWith(UTF_8_MARK) ? UTF_8_MARK.length() : 0;
		return this.text.startsWith("#!") ? start(2) : mark;
	}

	private int start(int line) {
		Matcher lineEnd = LINE_END.matcher(this.text);
		int start = 0;
		for (int i = 1; i < line; i++) {
			start = lineEnd.find() ? lineEnd.end() : this.text.length();
		}
		return start;
	}

	private HeaderEdit splice(int from, int to, String replacement) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(this.script.length + replacement.length() * this.width);
		bytes.writeBytes(Arrays.copyOf(this.script, from * this.width));
		bytes.writeBytes(replacement.getBytes(this.encoding));
		bytes.writeBytes(Arrays.copyOfRange(this.script, to * this.width, this.script.length));
		return new HeaderEdit(bytes.toByteArray());
	}

}
