package dev.headway.benchmark.measure;

import java.util.Arrays;
import java.util.Locale;

/**
 * The median of some values, and how far they lie apart.
 *
 * @param min the least value
 * @param median the value in the middle, or the mean of the two there
 * @param max the greatest value
 */
public record Spread(double min, double median, double max) {

	/**
	 * Find the spread of some values.
	 * @param values the values, at least one, in any order
	 * @return their spread
	 */
	public static Spread of(long... values) {
		if (values.length == 0) {
			throw new IllegalArgumentException("'values' must not be empty");
		}
		long[] sorted = values.clone();
		Arrays.sort(sorted);
		int half = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
		return new Spread(sorted[0], median, sorted[sorted.length - 1]);
	}

	/**
	 * The value below which a share of values lies: of the values in order, the first
	 * that has at least that share at or below it.
	 * @param share the share, above 0 and at most 1
	 * @param values the values, at least one, in any order
	 * @return the value
	 */
	public static double percentile(double share, long... values) {
		long[] sorted = values.clone();
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(share * sorted.length);
		return sorted[Math.max(rank, 1) - 1];
	}

	/**
	 * The spread as text, where values are nanoseconds.
	 * @return milliseconds, such as {@code 12.3 (11.9–14.0)}
	 */
	public String millis() {
		return "%s (%s–%s)".formatted(millis(this.median), millis(this.min), millis(this.max));
	}

	/**
	 * Nanoseconds as milliseconds, to three digits that count.
	 * @param nanos the nanoseconds
	 * @return the milliseconds
	 */
	public static String millis(double nanos) {
		double millis = nanos / 1_000_000;
		String format = (millis >= 100) ? "%.0f" : (millis >= 10) ? "%.1f" : "%.2f";
		return String.format(Locale.ROOT, format, millis);
	}

}
