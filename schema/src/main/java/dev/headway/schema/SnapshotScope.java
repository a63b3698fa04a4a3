package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a snapshot holds.
 *
 * @param schemas the schemas, on MariaDB the databases; the connection's current one if
 * empty
 * @param excludedTables the tables and views to leave out together with all that belongs
 * to them, in all schemas and whatever their case; {@code *} stands for any text
 */
public record SnapshotScope(List<String> schemas, List<String> excludedTables) {

	/** The name that Flyway gives its history table if not told otherwise. */
	public static final String HISTORY_TABLE = "flyway_schema_history";

	public SnapshotScope {
		schemas = List.copyOf(schemas);
		excludedTables = List.copyOf(excludedTables);
	}

	/**
	 * The whole of the connection's current schema.
	 * @return a scope that leaves out nothing
	 */
	public static SnapshotScope currentSchema() {
		return new SnapshotScope(List.of(), List.of());
	}

	/**
	 * The whole of some schemas. The names of objects tell the schema if there are
	 * several.
	 * @param schemas the schemas, spelled as the database keeps them
	 * @return a scope that leaves out nothing
	 */
	public static SnapshotScope ofSchemas(String... schemas) {
		return new SnapshotScope(List.of(schemas), List.of());
	}

	/**
	 * Leave out tables.
	 * @param tables their names; {@code *} stands for any text
	 * @return this scope without them
	 */
	public SnapshotScope without(String... tables) {
		List<String> excluded = new ArrayList<>(this.excludedTables);
		excluded.addAll(List.of(tables));
		return new SnapshotScope(this.schemas, excluded);
	}

	/**
	 * Leave out Flyway's history table and Headway's beside it, under their usual names.
	 * @return this scope without them
	 */
	public SnapshotScope withoutHistory() {
		return withoutHistory(HISTORY_TABLE);
	}

	/**
	 * Leave out Flyway's history table and Headway's beside it.
	 * @param table the history table's name
	 * @return this scope without them
	 */
	public SnapshotScope withoutHistory(String table) {
		return without(table, table + "_graph");
	}

	Pattern exclusion() {
		return Pattern.compile(this.excludedTables.stream()
			.map((table) -> Stream.of(table.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
			.collect(Collectors.joining("|")), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

}
