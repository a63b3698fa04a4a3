package dev.headway.revision;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The version of a migration. Versions compare as Flyway's do: part by part as numbers of
 * any size, an underscore counts as a dot, and missing parts count as zero, so that
 * {@code 1}, {@code 01} and {@code 1.0} are equal.
 */
public final class Version implements Comparable<Version> {

	/**
	 * The first of a sequence of integers.
	 */
	public static final Version FIRST = new Version("1");

	/** What Flyway takes for its symbol {@code latest}. */
	private static final String LATEST = Long.toString(Long.MAX_VALUE);

	private final String text;

	private final List<BigInteger> parts;

	/** The only part if it is of a usual size, else -1: what most comparisons need. */
	private final long number;

	private Version(String text) {
		this.text = text;
		this.parts = partsOf(text);
		BigInteger first = this.parts.get(0);
		this.number = (this.parts.size() == 1 && first.bitLength() < Long.SIZE) ? first.longValue() : -1;
	}

	/**
	 * Read a version. Flyway's symbols, such as latest, and negative numbers are none.
	 * @param text the version as written, such as {@code 7}, {@code 1_2} or
	 * {@code 20260131120000}
	 * @return the version, empty if the text is none
	 */
	public static Optional<Version> parse(String text) {
		String displayed = text.replace('_', '.');
		boolean legal = isLegal(displayed) && !displayed.equals(LATEST);
		return legal ? Optional.of(new Version(displayed)) : Optional.empty();
	}

	private static boolean isLegal(String text) {
		boolean digit = false;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if ((character != '.' || !digit) && (character < '0' || character > '9')) {
				return false;
			}
			digit = character != '.';
		}
		return digit;
	}

	private static List<BigInteger> partsOf(String text) {
		List<BigInteger> parts = new ArrayList<>();
		for (String part : text.split("\\.", -1)) {
			parts.add(new BigInteger(part));
		}
		while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
			parts.remove(parts.size() - 1);
		}
		return List.copyOf(parts);
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
		return new Version(this.parts.get(0).add(BigInteger.ONE).toString());
	}

	@Override
	public int compareTo(Version other) {
		if (this.number >= 0 && other.number >= 0) {
			return Long.compare(this.number, other.number);
		}
		int common = Math.min(this.parts.size(), other.parts.size());
		for (int i = 0; i < common; i++) {
			int compared = this.parts.get(i).compareTo(other.parts.get(i));
			if (compared != 0) {
				return compared;
			}
		}
		return Integer.compare(this.parts.size(), other.parts.size());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Version version && this.parts.equals(version.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
