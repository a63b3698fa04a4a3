package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Changes the {@link Header} of a script without changing any other byte, whatever its
 * encoding. With a byte order mark of UTF-16, a character has two bytes. Otherwise every
 * byte is read as one character, which is right for the characters of a header. Only the
 * leading comments are in memory.
 */
public final class HeaderEdit {

	private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

	private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";

	private static final int BLOCK = 8 * 1024;

	/** The kind of line ends is not looked for in more than this. */
	private static final int LONGEST_LINE = 64 * 1024;

	private final byte[] start;

	private final ScriptBytes script;

	/** Where the rest begins, which does not change. */
	private final long rest;

	private final Charset encoding;

	private final int width;

	/** Character for character where the bytes are, even if they are invalid. */
	private final String text;

	private HeaderEdit(byte[] start, ScriptBytes script, long rest) {
		this.start = start;
		this.script = script;
		this.rest = rest;
		this.encoding = EncodingDetection.byteOrderMark(start, start.length, StandardCharsets.ISO_8859_1);
		this.width = this.encoding.equals(StandardCharsets.ISO_8859_1) ? 1 : 2;
		ByteOrder order = this.encoding.equals(StandardCharsets.UTF_16LE) ? ByteOrder.LITTLE_ENDIAN
				: ByteOrder.BIG_ENDIAN;
		this.text = (this.width == 1) ? new String(start, this.encoding)
				: ByteBuffer.wrap(start).order(order).asCharBuffer().toString();
	}

	/**
	 * Begin with a script, which is read to the end of its leading comments.
	 * @param script its bytes
	 * @return the script to edit
	 * @throws IOException if it cannot be read
	 */
	public static HeaderEdit of(ScriptBytes script) throws IOException {
		ByteArrayOutputStream start = new ByteArrayOutputStream();
		Decoding header = null;
		try (InputStream bytes = script.open()) {
			for (byte[] block = bytes.readNBytes(BLOCK); block.length > 0; block = bytes.readNBytes(BLOCK)) {
				start.writeBytes(block);
				header = (header != null) ? header
						: new Decoding(EncodingDetection.byteOrderMark(block, block.length, StandardCharsets.UTF_8));
				header.read(block, block.length);
				if (header.pastHeader()) {
					HeaderEdit edit = new HeaderEdit(start.toByteArray(), script, start.size());
					if (edit.isEnough()) {
						return edit;
					}
				}
			}
		}
		return new HeaderEdit(start.toByteArray(), script, start.size());
	}

	/**
	 * Whether it is known how lines end.
	 */
	private boolean isEnough() {
		return !this.text.endsWith("\r") && (this.start.length > LONGEST_LINE || LINE_END.matcher(this.text).find());
	}

	/**
	 * Open the script.
	 * @return its bytes, for the caller to close
	 * @throws IOException if it cannot be read any more
	 */
	public InputStream open() throws IOException {
		InputStream bytes = this.script.open();
		try {
			bytes.skipNBytes(this.rest);
		}
		catch (IOException ex) {
			bytes.close();
			throw ex;
		}
		return new SequenceInputStream(new ByteArrayInputStream(this.start), bytes);
	}

	/**
	 * Compute the checksum.
	 * @param encoding the encoding of the script, unless it has another one that can be
	 * detected
	 * @return the checksum that Flyway computes, {@code null} if its encoding is not
	 * known
	 * @throws IOException if it cannot be read any more
	 */
	public @Nullable Integer checksum(Charset encoding) throws IOException {
		return ScriptText.checksum(this::open, encoding);
	}

	/**
	 * Read the header.
	 * @return the header as it is now
	 */
	public Header header() {
		try {
			return ScriptText.header(new ByteArrayInputStream(this.start), StandardCharsets.UTF_8);
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
	 * Return whether nothing was changed.
	 * @param original the script with which the edit began
	 * @return whether it has the same bytes
	 */
	public boolean isSameAs(HeaderEdit original) {
		return Arrays.equals(this.start, original.start);
	}

	/**
	 * Return a digest of everything but the lines of the header and the markers.
	 * @return the same for scripts whose other lines are equal, apart from blanks at both
	 * ends, line endings and blank lines
	 * @throws IOException if the script cannot be read any more
	 */
	public String bodyDigest() throws IOException {
		return body().end();
	}

	/**
	 * Return whether there is anything but comments of whole lines. Block comments count,
	 * because some databases execute them.
	 * @return whether this may change a database
	 * @throws IOException if the script cannot be read any more
	 */
	public boolean hasSql() throws IOException {
		ScriptBody body = body();
		body.end();
		return body.hasSql();
	}

	private ScriptBody body() throws IOException {
		Header header = header();
		Set<Integer> numbers = header.markers().stream().map(ReplacesMarker::line).collect(Collectors.toSet());
		header.lines().values().forEach((line) -> numbers.add(line.number()));
		ScriptBody body = new ScriptBody(numbers);
		int high = this.encoding.equals(StandardCharsets.UTF_16LE) ? 1 : 0;
		try (InputStream bytes = open()) {
			bytes.skipNBytes((long) mark() * this.width);
			byte[] block = bytes.readNBytes(BLOCK);
			while (block.length > 0) {
				for (int i = 0; i + this.width <= block.length; i += this.width) {
					int low = block[i + (this.width - 1) * (1 - high)] & 0xff;
					body.read((char) ((this.width == 1) ? low : (block[i + high] & 0xff) << 8 | low));
				}
				block = bytes.readNBytes(BLOCK);
			}
		}
		return body;
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
		return (this.width == 1 && this.text.startsWith("#!")) ? start(2) : mark();
	}

	/**
	 * The length of the byte order mark.
	 */
	private int mark() {
		if (this.width == 2) {
			return 1;
		}
		return this.text.startsWith(UTF_8_MARK) ? UTF_8_MARK.length() : 0;
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
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(this.start.length + replacement.length() * this.width);
		bytes.write(this.start, 0, from * this.width);
		bytes.writeBytes(replacement.getBytes(this.encoding));
		bytes.write(this.start, to * this.width, this.start.length - to * this.width);
		return new HeaderEdit(bytes.toByteArray(), this.script, this.rest);
	}

}
