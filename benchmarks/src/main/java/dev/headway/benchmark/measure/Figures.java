package dev.headway.benchmark.measure;

import java.util.List;
import java.util.Locale;

/**
 * What several runs of the same took.
 *
 * @param runs the runs
 */
public record Figures(List<Figure> runs) {

	public Figures {
		runs = List.copyOf(runs);
	}

	/**
	 * The wall time.
	 * @return its spread, in nanoseconds
	 */
	public Spread wall() {
		return Spread.of(this.runs.stream().mapToLong(Figure::wall).toArray());
	}

	/**
	 * The CPU time.
	 * @return its spread, in nanoseconds
	 */
	public Spread cpu() {
		return Spread.of(this.runs.stream().mapToLong(Figure::cpu).toArray());
	}

	/**
	 * How many times the wall time of others this is.
	 * @param others the others
	 * @return the ratio of the medians, such as {@code 4.2}
	 */
	public String wallRatio(Figures others) {
		return ratio(wall(), others.wall());
	}

	/**
	 * How many times the CPU time of others this is.
	 * @param others the others
	 * @return the ratio of the medians, such as {@code 4.2}
	 */
	public String cpuRatio(Figures others) {
		return ratio(cpu(), others.cpu());
	}

	private static String ratio(Spread one, Spread other) {
		if (other.median() == 0) {
			return "-";
		}
		double ratio = one.median() / other.median();
		return String.format(Locale.ROOT, (ratio >= 10) ? "%.0f" : (ratio >= 1) ? "%.1f" : "%.2f", ratio);
	}

}
