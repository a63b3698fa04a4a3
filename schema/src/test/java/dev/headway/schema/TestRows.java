package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Table;
import dev.headway.schema.element.TableConstraint;
import dev.headway.testing.database.TestDatabase;

/**
 * Two rows for each table of a schema. All values of a row follow from its number, so
 * that foreign keys reference what is there and keys are unique.
 */
public final class TestRows {

	private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");

	private final TestDatabase database;

	private final SchemaSnapshot snapshot;

	public TestRows(TestDatabase database, SchemaSnapshot snapshot) {
		this.database = database;
		this.snapshot = snapshot;
	}

	/**
	 * The statements that add the rows, for one connection.
	 */
	public List<String> inserts() {
		List<String> statements = new ArrayList<>(List.of(constraints(false)));
		for (Table table : this.snapshot.all(Table.class)) {
			List<Column> columns = columns(table.table()).stream()
				.filter((column) -> column.generation() == null || !column.generation().startsWith("generated always"))
				.toList();
			String names = columns.stream().map((column) -> quoted(column.name())).collect(Collectors.joining(", "));
			for (int row = 1; row <= 2 && !columns.isEmpty(); row++) {
				int number = row;
				statements.add("insert into %s (%s) values (%s)".formatted(quoted(table.table().name()), names,
						columns.stream().map((column) -> value(column, number)).collect(Collectors.joining(", "))));
			}
		}
		statements.add(constraints(true));
		return statements;
	}

	private String constraints(boolean enabled) {
		return switch (this.database) {
			case H2 -> "set referential_integrity " + enabled;
			case POSTGRESQL -> "set session_replication_role = " + (enabled ? "origin" : "replica");
			case MARIADB -> "set foreign_key_checks = " + enabled;
		};
	}

	/**
	 * An expression for a column that comes to tables with such rows.
	 * @param after the schema with the column
	 * @param name the column with its table, in any case
	 */
	public String fill(SchemaSnapshot after, String name) {
		TestRows target = new TestRows(this.database, after);
		Column column = after.all(Column.class)
			.stream()
			.filter((candidate) -> (candidate.table().name() + "." + candidate.name()).equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow();
		Optional<Column> key = columns(column.table()).stream()
			.filter((candidate) -> target.columns(column.table()).contains(candidate) && isKey(candidate)
					&& !candidate.equals(column))
			.findFirst();
		String value = key
			.map((first) -> "case when %s = %s then %s else %s end".formatted(quoted(first.name()), value(first, 1),
					target.value(column, 1), target.value(column, 2)))
			.orElseGet(() -> target.value(column, 1));
		return (this.database == TestDatabase.POSTGRESQL) ? "cast(%s as %s)".formatted(value, column.type()) : value;
	}

	private boolean isKey(Column column) {
		return this.snapshot.all(TableConstraint.class)
			.stream()
			.anyMatch((key) -> key.kind() == ElementKind.PRIMARY_KEY && key.table().equals(column.table())
					&& key.terms().contains(column.name()));
	}

	private List<Column> columns(ObjectName table) {
		return this.snapshot.all(Column.class).stream().filter((column) -> column.table().equals(table)).toList();
	}

	private String value(Column column, int row) {
		String type = column.type().toLowerCase(Locale.ROOT);
		List<String> values = values(column);
		if (!values.isEmpty()) {
			return "'" + values.get(Math.min(row, values.size()) - 1) + "'";
		}
		if (type.endsWith("[]")) {
			return "'{}'";
		}
		if (type.contains("array")) {
			return "array[]";
		}
		if (type.startsWith("bool")) {
			return (row == 1) ? "false" : "true";
		}
		if (type.contains("clob") || type.matches(".*(char|text|character large object).*")) {
			return "'" + row + "'";
		}
		if (type.startsWith("date") && !type.startsWith("datetime")) {
			return "date '2020-01-0%d'".formatted(row);
		}
		if (type.startsWith("timestamp") || type.startsWith("datetime")) {
			return "'2020-01-0%d 10:00:00%s'".formatted(row, type.contains("with time zone") ? "+00" : "");
		}
		if (type.startsWith("time")) {
			return "'10:00:0%d%s'".formatted(row, type.contains("with time zone") ? "+00" : "");
		}
		return switch (type.replaceFirst("[ (].*", "")) {
			case "uuid" -> "'00000000-0000-0000-0000-00000000000" + row + "'";
			case "json", "jsonb", "xml" -> "'" + row + "'";
			case "bytea" -> "'\\x0" + row + "'";
			case "binary", "varbinary", "blob", "longblob", "mediumblob", "tinyblob" ->
				"X'" + ("0" + row).repeat(type.matches("binary\\(\\d+\\)") ? length(type) : 1) + "'";
			case "interval" -> (this.database == TestDatabase.H2) ? "interval '1' second" : "'1 second'";
			case "bit" -> String.valueOf(row - 1);
			default -> String.valueOf(isRestricted(column) ? row - 1 : minimum(column) + row);
		};
	}

	private static int length(String type) {
		return Integer.parseInt(type.replaceAll("\\D", ""));
	}

	/**
	 * The values of an enum, or those that a check allows.
	 */
	private List<String> values(Column column) {
		Optional<String> type = this.snapshot.all(DefinedObject.class)
			.stream()
			.filter((object) -> (object.kind() == ElementKind.ENUM || object.kind() == ElementKind.DOMAIN)
					&& column.type().replace("\"", "").equals(object.name().name()))
			.map(DefinedObject::definition)
			.findFirst();
		boolean isEnum = column.type().toLowerCase(Locale.ROOT).startsWith("enum");
		return strings(type.orElseGet(() -> isEnum ? column.type() : check(column)));
	}

	private String check(Column column) {
		return this.snapshot.all(TableConstraint.class)
			.stream()
			.filter((check) -> check.kind() == ElementKind.CHECK_CONSTRAINT && check.table().equals(column.table()))
			.map((check) -> check.terms().get(0))
			.filter((check) -> Pattern
				.compile("[(\"`]*" + Pattern.quote(column.name()) + "[\"`)]*\\s*(in|=|between|>=)\\W.*",
						Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
				.matcher(check)
				.matches())
			.findFirst()
			.orElse("");
	}

	/**
	 * The number above which a check wants the values of a column.
	 */
	private int minimum(Column column) {
		Pattern pattern = Pattern
			.compile("[(\"`]*%s[\"`)]*\\s*>\\s*\\(?(\\d+).*".formatted(Pattern.quote(column.name())), Pattern.DOTALL);
		return this.snapshot.all(TableConstraint.class)
			.stream()
			.filter((check) -> check.kind() == ElementKind.CHECK_CONSTRAINT && check.table().equals(column.table()))
			.flatMap((check) -> pattern.matcher(check.terms().get(0)).results())
			.map((result) -> Integer.parseInt(result.group(1)))
			.findFirst()
			.orElse(0);
	}

	private boolean isRestricted(Column column) {
		return check(column).toLowerCase(Locale.ROOT).matches(".*(between|<=|in \\().*");
	}

	private static List<String> strings(String text) {
		return STRING.matcher(text).results().map((value) -> value.group(1)).toList();
	}

	private String quoted(String name) {
		char quote = (this.database == TestDatabase.MARIADB) ? '`' : '"';
		return quote + name + quote;
	}

}
