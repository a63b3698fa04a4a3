package dev.headway;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text printable. File names, headers, branch names and history rows may contain
 * anything: escape sequences and line breaks that forge output, characters that nobody
 * sees, or workflow commands, which a CI server executes wherever they are printed.
 * Everything that is printed or logged for people goes through here.
 */
public final class Printable {

	/** Workflow commands of GitHub and Forgejo, which may be indented. */
	private static final Pattern COMMAND = Pattern.compile("^(\\s*):(?=:)");

	/** Those of their older runners, Azure and TeamCity, anywhere in a line. */
	private static final Pattern OLD_COMMAND = Pattern.compile("(?<=#)#(?=\\w*\\[)");

	private static final Pattern LINE_END = Pattern.compile("\r?\n");

	private Printable() {
	}

	/**
	 * Make a text one printable line.
	 * @param text the text
	 * @return the text, with escapes such as <code>&#92;n</code> or <code>&#92;x1b</code>
	 */
	public static String line(String text) {
		String line = text.codePoints().anyMatch(Printable::isHidden) ? text.codePoints()
			.mapToObj((character) -> isHidden(character) ? escape(character) : Character.toString(character))
			.collect(Collectors.joining()) : text;
		if (line.contains("::")) {
			line = COMMAND.matcher(line).replaceFirst("$1\\\\x3a");
		}
		return line.contains("##") ? OLD_COMMAND.matcher(line).replaceAll("\\\\x23") : line;
	}

	/**
	 * Make a text of several lines printable.
	 * @param text the text, whose line breaks are meant as such
	 * @return the text, with its line breaks
	 */
	public static String lines(String text) {
		return LINE_END.splitAsStream(text).map(Printable::line).collect(Collectors.joining(System.lineSeparator()));
	}

	/**
	 * Whether a character cannot be printed, or nobody would see it.
	 * @param character the code point
	 * @return whether it is escaped
	 */
	public static boolean isHidden(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> false;
		};
	}

	private static String escape(int character) {
		return switch (character) {
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default -> (character < 0x100) ? "\\x%02x".formatted(character)
					: (character < 0x10000) ? "\\u%04x".formatted(character) : "\\U%08x".formatted(character);
		};
	}

}
