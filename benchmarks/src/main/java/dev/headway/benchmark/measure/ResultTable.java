package dev.headway.benchmark.measure;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * A table in Markdown. Each row is printed when it is added, so that a long measurement
 * shows what it has found.
 */
public final class ResultTable {

	private final PrintStream out;

	private final List<String> columns;

	/**
	 * Begin a table.
	 * @param out where it is printed
	 * @param title what stands above it
	 * @param columns the titles of its columns
	 */
	public ResultTable(PrintStream out, String title, String... columns) {
		this.out = out;
		this.columns = List.of(columns);
		out.printf("%n### %s%n%n", title);
		print(this.columns);
		print(this.columns.stream().map((column) -> "---").toList());
	}

	/**
	 * Add a row.
	 * @param cells a value for each column
	 */
	public void add(Object... cells) {
		if (cells.length != this.columns.size()) {
			throw new IllegalArgumentException(
					"%d cells for the columns %s".formatted(cells.length, String.join(", ", this.columns)));
		}
		print(Arrays.stream(cells).map(ResultTable::text).toList());
	}

	private static String text(Object cell) {
		return String.valueOf(cell).replace("|", "\\|").replace("\n", " ");
	}

	private void print(List<String> cells) {
		this.out.printf("| %s |%n", String.join(" | ", cells));
	}

}
