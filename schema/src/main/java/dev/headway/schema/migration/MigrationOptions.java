package dev.headway.schema.migration;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a comparison of two structures cannot know. Names are compared without regard to
 * case.
 *
 * @param renamedTables the new name of each renamed table by its old one
 * @param renamedColumns the new name of each renamed column by its old one with the
 * table, such as {@code users.name}; the table may have either of its names
 * @param fillValues an SQL expression by the column that must not be null, such as
 * {@code users.email}
 * @param droppedTables the tables to drop if only the database has them
 * @param strict whether to compare also what a model cannot describe
 */
public record MigrationOptions(Map<String, String> renamedTables, Map<String, String> renamedColumns,
		Map<String, String> fillValues, Set<String> droppedTables, boolean strict) {

	public MigrationOptions {
		renamedTables = sorted(renamedTables);
		renamedColumns = sorted(renamedColumns);
		fillValues = sorted(fillValues);
		droppedTables = droppedTables.stream().map(MigrationOptions::key).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Rename nothing, drop no table, fill nothing.
	 * @return the options
	 */
	public static MigrationOptions defaults() {
		return new MigrationOptions(Map.of(), Map.of(), Map.of(), Set.of(), false);
	}

	/**
	 * Rename a table.
	 * @param table its old name
	 * @param name its new name
	 * @return these options with the new name
	 */
	public MigrationOptions renameTable(String table, String name) {
		return new MigrationOptions(with(this.renamedTables, table, name), this.renamedColumns, this.fillValues,
				this.droppedTables, this.strict);
	}

	/**
	 * Rename a column.
	 * @param column its old name with the table, such as {@code users.name}
	 * @param name its new name without the table
	 * @return these options with the new name
	 */
	public MigrationOptions renameColumn(String column, String name) {
		return new MigrationOptions(this.renamedTables, with(this.renamedColumns, column, name), this.fillValues,
				this.droppedTables, this.strict);
	}

	/**
	 * Fill a column that must not be null.
	 * @param column the column with its table, such as {@code users.email}
	 * @param expression the SQL expression for the rows without a value
	 * @return these options with the expression
	 */
	public MigrationOptions fill(String column, String expression) {
		return new MigrationOptions(this.renamedTables, this.renamedColumns, with(this.fillValues, column, expression),
				this.droppedTables, this.strict);
	}

	/**
	 * Drop a table that only the database has.
	 * @param table its name
	 * @return these options with the table
	 */
	public MigrationOptions dropTable(String table) {
		Set<String> tables = new HashSet<>(this.droppedTables);
		tables.add(table);
		return new MigrationOptions(this.renamedTables, this.renamedColumns, this.fillValues, tables, this.strict);
	}

	/**
	 * Compare also what a model cannot describe.
	 * @return these options, strict
	 */
	public MigrationOptions strictly() {
		return new MigrationOptions(this.renamedTables, this.renamedColumns, this.fillValues, this.droppedTables, true);
	}

	/**
	 * The entries in an order that does not depend on the Java virtual machine, because
	 * statements are in that order.
	 */
	private static Map<String, String> sorted(Map<String, String> entries) {
		Map<String, String> sorted = new TreeMap<>();
		entries.forEach((name, value) -> sorted.put(key(name), value));
		return Collections.unmodifiableMap(sorted);
	}

	private static Map<String, String> with(Map<String, String> map, String key, String value) {
		Map<String, String> copy = new TreeMap<>(map);
		copy.put(key, value);
		return copy;
	}

	static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
