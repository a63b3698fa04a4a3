package dev.headway.benchmark.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table in Markdown.
 */
public final class Table {

	private final String title;

	private final List<String> columns;

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Create a table without rows.
	 * @param title what stands above it
	 * @param columns the titles of its columns
	 */
	public Table(String title, String... columns) {
		this.title = title;
		this.columns = List.of(columns);
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
		this.rows.add(Arrays.stream(cells).map(Table::text).toList());
	}

	private static String text(Object cell) {
		return String.valueOf(cell).replace("|", "\\|").replace("\n", " ");
	}

	@Override
	public String toString() {
		List<String> rule = this.columns.stream().map((column) -> "---").toList();
		return Stream.concat(Stream.of(this.columns, rule), this.rows.stream())
			.map((cells) -> "| " + String.join(" | ", cells) + " |\n")
			.collect(Collectors.joining("", "### " + this.title + "\n\n", ""));
	}

}
