package dev.headway.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The {@link Figure}s of several runs of the same work. Formats times as median, minimum
 * and maximum in milliseconds, such as {@code 12.3 (11.9–14.0)}, and ratios as the median
 * divided by a peer's.
 *
 * @param runs the figure of each run, at least one
 */
record Figures(List<Figure> runs) {

	String wall() {
		return spread(sorted(Figure::wall));
	}

	String cpu() {
		return spread(sorted(Figure::cpu));
	}

	String wallRatio(Figures peer) {
		return ratio(median(sorted(Figure::wall)), median(peer.sorted(Figure::wall)));
	}

	String cpuRatio(Figures peer) {
		return ratio(median(sorted(Figure::cpu)), median(peer.sorted(Figure::cpu)));
	}

	/**
	 * Find a percentile of the wall time: the shortest run that the given share of runs
	 * does not exceed.
	 */
	String wallPercentile(double share) {
		double[] sorted = sorted(Figure::wall);
		return millis(sorted[Math.max((int) Math.ceil(share * sorted.length), 1) - 1]);
	}

	private double[] sorted(ToLongFunction<Figure> time) {
		return this.runs.stream().mapToLong(time).asDoubleStream().sorted().toArray();
	}

	private static double median(double[] sorted) {
		int half = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
	}

	private static String spread(double[] sorted) {
		return "%s (%s–%s)".formatted(millis(median(sorted)), millis(sorted[0]), millis(sorted[sorted.length - 1]));
	}

	private static String millis(double nanos) {
		double millis = nanos / 1_000_000;
		String format = (millis >= 100) ? "%.0f" : (millis >= 10) ? "%.1f" : "%.2f";
		return String.format(Locale.ROOT, format, millis);
	}

	private static String ratio(double median, double peer) {
		if (peer == 0) {
			return "-";
		}
		double ratio = median / peer;
		return String.format(Locale.ROOT, (ratio >= 10) ? "%.0f" : (ratio >= 1) ? "%.1f" : "%.2f", ratio);
	}

}
