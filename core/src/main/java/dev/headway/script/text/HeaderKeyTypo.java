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
		int shorter = Math.min(key.length(), word.length());
		int start = 0;
		while (start < shorter && key.charAt(start) == word.charAt(start)) {
			start++;
		}
		int end = 0;
		while (end < shorter - start && key.charAt(key.length() - 1 - end) == word.charAt(word.length() - 1 - end)) {
			end++;
		}
		String meant = key.substring(start, key.length() - end);
		String written = word.substring(start, word.length() - end);
		boolean swapped = meant.length() == 2 && written.contentEquals(new StringBuilder(meant).reverse());
		return swapped || (meant.length() < 2 && written.length() < 2);
	}

}
