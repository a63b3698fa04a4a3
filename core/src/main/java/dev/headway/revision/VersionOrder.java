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
		boolean leftIsVersion = isVersion(left);
		boolean rightIsVersion = isVersion(right);
		if (leftIsVersion && rightIsVersion) {
			return compareVersions(left, right);
		}
		return (leftIsVersion != rightIsVersion) ? Boolean.compare(rightIsVersion, leftIsVersion)
				: left.compareTo(right);
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

	private static int compareVersions(String left, String right) {
		int leftStart = 0;
		int rightStart = 0;
		int result = 0;
		while (result == 0 && (leftStart < left.length() || rightStart < right.length())) {
			int leftEnd = endOfPart(left, leftStart);
			int rightEnd = endOfPart(right, rightStart);
			result = compareNumbers(left, leftStart, leftEnd, right, rightStart, rightEnd);
			leftStart = leftEnd + 1;
			rightStart = rightEnd + 1;
		}
		return result;
	}

	private static int endOfPart(String version, int start) {
		int end = start;
		while (end < version.length() && isDigit(version.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int compareNumbers(String left, int leftStart, int leftEnd, String right, int rightStart,
			int rightEnd) {
		int leftFirst = skipZeros(left, leftStart, leftEnd);
		int rightFirst = skipZeros(right, rightStart, rightEnd);
		int result = Integer.compare(leftEnd - leftFirst, rightEnd - rightFirst);
		for (int i = 0; result == 0 && leftFirst + i < leftEnd; i++) {
			result = Character.compare(left.charAt(leftFirst + i), right.charAt(rightFirst + i));
		}
		return result;
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
