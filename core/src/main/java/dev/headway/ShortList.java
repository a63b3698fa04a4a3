package dev.headway;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Lists and quotations in messages. What does not fit is left out or only counted.
 */
public final class ShortList {

	private static final int NAMES = 10;

	private static final int LINES = 20;

	private static final int CHARACTERS = 200;

	private ShortList() {
	}

	/**
	 * List names in a sentence.
	 * @param names the names
	 * @return such as {@code 1, 2, 3} or {@code 1, 2, [...], 10 and 95 more}
	 */
	public static String names(Collection<?> names) {
		return names.stream().limit(NAMES).map(String::valueOf).collect(Collectors.joining(", "))
				+ ((names.size() > NAMES) ? " and %d more".formatted(names.size() - NAMES) : "");
	}

	/**
	 * List sentences below another one, each in a line of its own.
	 * @param sentences the sentences
	 * @return the lines, each with a line break and a hyphen before it
	 */
	public static String lines(Collection<String> sentences) {
		return sentences.stream().limit(LINES).map(Printable::line).map("\n- "::concat).collect(Collectors.joining())
				+ ((sentences.size() > LINES) ? "\n- and %d more".formatted(sentences.size() - LINES) : "");
	}

	/**
	 * Quote a text in a sentence.
	 * @param text what a file, a name or a command line has
	 * @return its beginning, {@link Printable printable}
	 */
	public static String text(String text) {
		boolean fits = text.length() <= CHARACTERS;
		int end = fits ? text.length()
				: Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
		String printable = Printable.line(text.substring(0, end));
		return fits ? printable : printable + "...";
	}

}
