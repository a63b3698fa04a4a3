package dev.headway;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Quotes the words of commands that people copy or files contain, for POSIX shells. Any
 * name in a command is one word, and the command is printable.
 */
public final class ShellWord {

	private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+,-][\\p{L}\\p{N}_./:@%+,=-]*");

	private ShellWord() {
	}

	/**
	 * Quote a word where that is necessary.
	 * @param text the word
	 * @return such as {@code 7}, {@code 'my file.sql'} or <code>$'a&#92;033b.sql'</code>
	 */
	public static String of(String text) {
		if (!Printable.line(text).equals(text)) {
			return "$'" + escape(text.getBytes(StandardCharsets.UTF_8)) + "'";
		}
		return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
	}

	/**
	 * Quote words where that is necessary.
	 * @param texts the words
	 * @return the words, separated by blanks
	 */
	public static String all(Collection<String> texts) {
		return texts.stream().map(ShellWord::of).collect(Collectors.joining(" "));
	}

	private static String escape(byte[] bytes) {
		StringBuilder escaped = new StringBuilder();
		for (byte next : bytes) {
			boolean plain = (next >= '0' && next <= '9') || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z')
					|| next == '_' || next == '.' || next == '/' || next == '-';
			escaped.append(plain ? Character.toString(next) : "\\%03o".formatted(next & 0xff));
		}
		return escaped.toString();
	}

}
