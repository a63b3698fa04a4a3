package dev.headway.script.text;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes a {@link HeaderKey} with one typo, with other punctuation, or as other tools
 * write it.
 */
final class HeaderKeyTypo {

	private static final Set<String> PROSE = Set.of("revised");

	private static final Set<String> OTHER_TOOLS = Set.of("depends", "down-revision");

	private HeaderKeyTypo() {
	}

	static @Nullable HeaderKey of(String word) {
		String normal = word.replaceAll("[\\s_-]+", "-");
		if (PROSE.contains(normal)) {
			return null;
		}
		if (OTHER_TOOLS.contains(normal)) {
			return normal.equals("depends") ? HeaderKey.DEPENDS_ON : HeaderKey.REVISES;
		}
		for (HeaderKey key : HeaderKey.values()) {
			if (isOneTypoFrom(key.text(), normal)) {
				return key;
			}
		}
		return null;
	}

	private static boolean isOneTypoFrom(String key, String word) {
		int start = 0;
		while (start < Math.min(word.length(), key.length()) && word.charAt(start) == key.charAt(start)) {
			start++;
		}
		String meant = key.substring(start);
		String written = word.substring(start);
		boolean replaced = from(written, 1).equals(from(meant, 1));
		boolean added = from(written, 1).equals(meant);
		boolean leftOut = written.equals(from(meant, 1));
		return replaced || added || leftOut || swapped(written, meant);
	}

	private static boolean swapped(String written, String meant) {
		return written.length() > 1 && meant.length() > 1 && written.charAt(0) == meant.charAt(1)
				&& written.charAt(1) == meant.charAt(0) && from(written, 2).equals(from(meant, 2));
	}

	private static String from(String text, int start) {
		return text.substring(Math.min(start, text.length()));
	}

}
