package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@link SchemaSnapshot} includes.
 *
 * @param schemas the schemas, on MariaDB the databases; if empty, the connection's
 * current schema
 * @param excludedTables the tables and views to leave out in all schemas, with their
 * columns, keys and indexes; {@code *} matches any text, and case does not matter
 */
public record SnapshotScope(List<String> schemas, List<String> excludedTables) {

	public SnapshotScope {
		schemas = List.copyOf(schemas);
		excludedTables = List.copyOf(excludedTables);
	}

	/**
	 * Include the connection's current schema.
	 * @return a scope without exclusions
	 */
	public static SnapshotScope currentSchema() {
		return new SnapshotScope(List.of(), List.of());
	}

	/**
	 * Include the given schemas. If there are several, names of objects include the
	 * schema.
	 * @param schemas the schemas, spelled as in the database's catalog
	 * @return a scope without exclusions
	 */
	public static SnapshotScope ofSchemas(String... schemas) {
		return new SnapshotScope(List.of(schemas), List.of());
	}

	/**
	 * Leave out tables.
	 * @param tables their names; {@code *} matches any text
	 * @return this scope without them
	 */
	public SnapshotScope without(String... tables) {
		List<String> excluded = new ArrayList<>(this.excludedTables);
		excluded.addAll(List.of(tables));
		return new SnapshotScope(this.schemas, excluded);
	}

	/**
	 * Leave out Flyway's history table and Headway's graph table.
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
