package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes the header of a script and leaves every other byte of it alone, whatever its
 * encoding. Where a byte order mark tells UTF-16, a character is two bytes; else it is
 * taken for one byte, which is right for all that a header is made of.
 */
public final class HeaderEdit {

	private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

	private final byte[] script;

	private final Charset encoding;

	private final int width;

	private HeaderEdit(byte[] script) {
		this.script = script;
		this.encoding = EncodingDetection.byteOrderMark(script, script.length, StandardCharsets.ISO_8859_1);
		this.width = this.encoding.equals(StandardCharsets.ISO_8859_1) ? 1 : 2;
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
	 * Return the bytes of the script.
	 * @return a copy of them
	 */
	public byte[] bytes() {
		return this.script.clone();
	}

	/**
	 * Return the header as it is now.
	 * @return the header
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
		int top = top();
		return splice(top, top, "%s %s: %s%s".formatted(comment, key.text(), value, lineEnd()));
	}

	/**
	 * Replace values of a key, one by one.
	 * @param key the key
	 * @param replacement tells for each value what to write instead, which may be itself
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

	private HeaderEdit replaceValue(HeaderKey key, UnaryOperator<String> replacement) {
		HeaderLine line = header().line(key);
		int number = (line != null && line.line() != null) ? line.line() : 1;
		int start = start(number);
		Matcher matcher = Pattern.compile("(?i)(?:--|#)[-#]*\\s*%s\\s*:(?<value>.*)".formatted(key.text()))
			.matcher(text(start, end(start)));
		if (!matcher.find()) {
			return this;
		}
		String old = matcher.group("value");
		int from = start + matcher.start("value") + old.indexOf(old.strip());
		return splice(from, from + old.strip().length(), replacement.apply(old.strip()));
	}

	private int top() {
		if (this.width == 2) {
			return 1;
		}
		int mark = text(0, Math.min(3, length())).equals(BYTE_ORDER_MARK) ? 3 : 0;
		return text(0, Math.min(2, length())).equals("#!") ? start(2) : mark;
	}

	private String lineEnd() {
		int end = end(0);
		if (end == length()) {
			return "\n";
		}
		boolean both = text(end, Math.min(end + 2, length())).equals("\r\n");
		return both ? "\r\n" : text(end, end + 1);
	}

	private int start(int line) {
		int start = 0;
		for (int i = 1; i < line && start < length(); i++) {
			int end = end(start);
			boolean both = text(end, Math.min(end + 2, length())).equals("\r\n");
			start = Math.min(end + (both ? 2 : 1), length());
		}
		return start;
	}

	private int end(int start) {
		int end = start;
		while (end < length() && unit(end) != '\n' && unit(end) != '\r') {
			end++;
		}
		return end;
	}

	private int length() {
		return this.script.length / this.width;
	}

	private char unit(int index) {
		int first = this.script[index * this.width] & 0xff;
		int last = this.script[index * this.width + this.width - 1] & 0xff;
		return (char) (this.encoding.equals(StandardCharsets.UTF_16LE) ? first | (last << 8)
				: last | ((this.width == 2) ? first << 8 : 0));
	}

	private String text(int from, int to) {
		return new String(this.script, from * this.width, (to - from) * this.width, this.encoding);
	}

	private HeaderEdit splice(int from, int to, String replacement) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(this.script.length + replacement.length() * this.width);
		bytes.writeBytes(Arrays.copyOf(this.script, from * this.width));
		bytes.writeBytes(replacement.getBytes(this.encoding));
		bytes.writeBytes(Arrays.copyOfRange(this.script, to * this.width, this.script.length));
		return new HeaderEdit(bytes.toByteArray());
	}

}
