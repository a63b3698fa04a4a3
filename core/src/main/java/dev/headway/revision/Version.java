package dev.headway.revision;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version of a migration. Versions compare as Flyway's do ({@code MigrationVersion}):
 * part by part as numbers, an underscore counts as a dot, and missing parts count as
 * zero, so that {@code 1.9} comes before {@code 1.10}, and {@code 1}, {@code 01} and
 * {@code 1.0} are equal.
 */
public final class Version implements Comparable<Version> {

	/**
	 * The size of the column of the schema history. A longer version can run, but Flyway
	 * fails to record it.
	 */
	public static final int LONGEST = 50;

	private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

	/** The first of a sequence of integers. */
	public static final Version FIRST = new Version("1");

	/** What Flyway's symbol {@code latest} stands for. */
	private static final String LATEST = Long.toString(Long.MAX_VALUE);

	private final String text;

	private final String sortKey;

	private Version(String text) {
		this.text = text;
		this.sortKey = sortKey(text);
	}

	/**
	 * Read a version. Flyway's symbols, such as {@code latest}, negative numbers and what
	 * has more than {@value #LONGEST} characters are not versions.
	 * @param text the version as written, such as {@code 7}, {@code 1_2} or
	 * {@code 20260131120000}
	 * @return the version, empty if the text is not a version
	 */
	public static Optional<Version> parse(String text) {
		String displayed = (text.length() > LONGEST) ? "" : text.replace('_', '.');
		return (isVersion(displayed) && !displayed.equals(LATEST)) ? Optional.of(new Version(displayed))
				: Optional.empty();
	}

	/**
	 * A text that sorts as the revision id does: for each part its number of digits and
	 * these digits, without leading zeros and without trailing parts that are zero. Ids
	 * that are not versions come after those that are, in the order of their text.
	 */
	static String sortKey(String id) {
		if (!isVersion(id)) {
			return Character.MAX_VALUE + id;
		}
		StringBuilder key = new StringBuilder(id.length() + 2);
		int significant = 0;
		for (String part : id.replace('_', '.').split("\\.", -1)) {
			int first = 0;
			while (first < part.length() && part.charAt(first) == '0') {
				first++;
			}
			key.append((char) (part.length() - first)).append(part, first, part.length());
			significant = (first < part.length()) ? key.length() : significant;
		}
		key.setLength(significant);
		return key.toString();
	}

	private static boolean isVersion(String text) {
		return text.length() <= LONGEST && VERSION.matcher(text).matches();
	}

	/**
	 * Return the version as written, with dots for underscores: as Flyway displays and
	 * stores it.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return the next version in a sequence of integers.
	 * @return the first part plus one
	 */
	public Version next() {
		return new Version(new BigInteger(this.text.split("\\.", -1)[0]).add(BigInteger.ONE).toString());
	}

	@Override
	public int compareTo(Version other) {
		return this.sortKey.compareTo(other.sortKey);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Version version && this.sortKey.equals(version.sortKey);
	}

	@Override
	public int hashCode() {
		return this.sortKey.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
