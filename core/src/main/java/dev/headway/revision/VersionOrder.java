package dev.headway.revision;

import java.util.Comparator;

/**
 * The order of revision ids, which are Flyway versions: part by part as numbers of any
 * length, a missing part being zero. So {@code 1.9} comes before {@code 1.10}, and
 * {@code 1}, {@code 01} and {@code 1.0} compare as equal. Ids that are no versions come
 * after those that are, in the order of their text.
 */
public final class VersionOrder implements Comparator<String> {

	@Override
	public int compare(String left, String right) {
		return sortKey(left).compareTo(sortKey(right));
	}

	/**
	 * A text whose order is the order of the id: for each part how many digits it has,
	 * and these digits, without leading zeros and without parts at the end that are zero.
	 * @param id the id of a revision
	 * @return its key
	 */
	static String sortKey(String id) {
		if (!isVersion(id)) {
			return Character.MAX_VALUE + id;
		}
		StringBuilder key = new StringBuilder(id.length() + 2);
		int significant = 0;
		int end = -1;
		while (end < id.length()) {
			int start = end + 1;
			end = endOfPart(id, start);
			int first = skipZeros(id, start, end);
			key.append((char) (end - first)).append(id, first, end);
			significant = (first < end) ? key.length() : significant;
		}
		key.setLength(significant);
		return key.toString();
	}

	private static boolean isVersion(String id) {
		boolean digitBefore = false;
		for (int i = 0; i < id.length(); i++) {
			boolean digit = isDigit(id.charAt(i));
			if (!digit && !(digitBefore && isSeparator(id.charAt(i)))) {
				return false;
			}
			digitBefore = digit;
		}
		return digitBefore;
	}

	private static int endOfPart(String version, int start) {
		int end = start;
		while (end < version.length() && isDigit(version.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int skipZeros(String version, int start, int end) {
		int first = start;
		while (first < end && version.charAt(first) == '0') {
			first++;
		}
		return first;
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isSeparator(char character) {
		return character == '.' || character == '_';
	}

}
