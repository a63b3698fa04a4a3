package dev.headway.script.name;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns a message into the description in the name of a file: letters and digits only,
 * with single underscores between words and without the marks of Latin letters, in at
 * most sixty characters.
 */
public final class Slug {

	private static final int LONGEST = 60;

	private static final Map<Integer, String> LETTERS = Map.of((int) 'ä', "ae", (int) 'ö', "oe", (int) 'ü', "ue",
			(int) 'Ä', "Ae", (int) 'Ö', "Oe", (int) 'Ü', "Ue", (int) 'ß', "ss", (int) 'æ', "ae", (int) 'ø', "o",
			(int) 'ł', "l");

	private Slug() {
	}

	/**
	 * Create a description.
	 * @param message the message, such as {@code Add avatars!}
	 * @param lowerCase whether to convert it to lower case
	 * @return the description, such as {@code add_avatars}; empty if the message has no
	 * letters or digits
	 */
	public static String of(String message, boolean lowerCase) {
		String composed = Normalizer.normalize(message, Normalizer.Form.NFC);
		String spelled = composed.codePoints()
			.mapToObj((letter) -> LETTERS.getOrDefault(letter, Character.toString(letter)))
			.collect(Collectors.joining());
		String words = Normalizer.normalize(spelled, Normalizer.Form.NFD)
			.replaceAll("(?<=\\p{IsLatin})\\p{M}+", "")
			.replaceAll("['’]", "")
			.replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "_")
			.replaceAll("^_|_$", "");
		String slug = shorten(Normalizer.normalize(words, Normalizer.Form.NFC));
		return lowerCase ? slug.toLowerCase(Locale.ROOT) : slug;
	}

	private static String shorten(String words) {
		if (words.length() <= LONGEST) {
			return words;
		}
		int end = words.lastIndexOf('_', LONGEST);
		String cut = words.substring(0, (end > 0) ? end : LONGEST);
		return Character.isHighSurrogate(cut.charAt(cut.length() - 1)) ? cut.substring(0, cut.length() - 1) : cut;
	}

}
