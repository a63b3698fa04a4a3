package dev.headway.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A Markdown table of results. Each row is printed as soon as it is added, so that a long
 * measurement shows its progress, and ends with the load average of the machine.
 */
final class ResultTable {

	private final PrintStream out;

	private final List<String> columns;

	ResultTable(PrintStream out, String title, String... columns) {
		this.out = out;
		this.columns = List.of(columns);
		out.printf("%n### %s%n%n", title);
		print(Stream.concat(this.columns.stream(), Stream.of("load")));
		print(Stream.generate(() -> "---").limit(columns.length + 1));
	}

	void add(Object... cells) {
		if (cells.length != this.columns.size()) {
			throw new IllegalArgumentException("Expected a cell for each of the columns %s but got %d cells"
				.formatted(String.join(", ", this.columns), cells.length));
		}
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		print(Stream.concat(Arrays.stream(cells).map(ResultTable::text),
				Stream.of(String.format(Locale.ROOT, "%.1f", load))));
	}

	private static String text(Object cell) {
		return String.valueOf(cell).replace("|", "\\|").replace("\n", " ");
	}

	private void print(Stream<String> cells) {
		this.out.printf("| %s |%n", String.join(" | ", cells.toList()));
	}

}
