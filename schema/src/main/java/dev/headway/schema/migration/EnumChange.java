package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ObjectName;

/**
 * Changes the values of an enum of PostgreSQL. Values can be added but not removed, so
 * that creates the type again.
 */
final class EnumChange {

	private static final Pattern VALUE = Pattern.compile("'(?:[^']|'')*'");

	private final Dialect dialect;

	private final DefinedObject type;

	private final List<String> before;

	private final List<String> after;

	private final List<Column> columns;

	EnumChange(Dialect dialect, DefinedObject before, DefinedObject after, List<Column> columns) {
		this.dialect = dialect;
		this.type = after;
		this.before = values(before);
		this.after = values(after);
		this.columns = columns;
	}

	static List<String> values(DefinedObject type) {
		return VALUE.matcher(type.definition())
			.results()
			.map((value) -> value.group())
			.collect(Collectors.toCollection(ArrayList::new));
	}

	List<String> statements() {
		List<String> common = this.after.stream().filter(this.before::contains).toList();
		return common.equals(this.before) ? additions() : replacement();
	}

	private List<String> additions() {
		String alter = "alter type " + this.dialect.name(this.type.name()) + " add value ";
		List<String> statements = new ArrayList<>();
		for (int at = 0; at < this.after.size(); at++) {
			if (!this.before.contains(this.after.get(at))) {
				String place = (at > 0) ? " after " + this.after.get(at - 1) : " before " + this.before.get(0);
				statements.add(alter + this.after.get(at) + place);
			}
		}
		return statements;
	}

	private List<String> replacement() {
		String name = this.dialect.name(this.type.name());
		String old = this.dialect.name(new ObjectName(this.type.name().schema(), this.type.name().name() + "_old"));
		List<String> statements = new ArrayList<>();
		statements
			.add("alter type %s rename to %s".formatted(name, this.dialect.name(this.type.name().name() + "_old")));
		statements.add("create type %s as enum (%s)".formatted(name, this.type.definition()));
		for (Column column : this.columns) {
			String alter = this.dialect.alter(column.table()) + "alter column " + this.dialect.name(column.name())
					+ " ";
			if (column.defaultValue() != null) {
				statements.add(alter + "drop default");
			}
			statements
				.add(alter + "type %1$s using %2$s::text::%1$s".formatted(name, this.dialect.name(column.name())));
			if (column.defaultValue() != null) {
				statements.add(alter + "set default " + this.dialect.expression(column.defaultValue()));
			}
		}
		statements.add("drop type " + old);
		return statements;
	}

}
