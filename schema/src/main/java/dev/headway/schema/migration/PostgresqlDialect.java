package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.TableConstraint;

/**
 * The statements of PostgreSQL.
 */
final class PostgresqlDialect extends Dialect {

	private static final Pattern INDEX = Pattern.compile("(unique)?(?: ?(using \\w+))?(?: ?(.*))?", Pattern.DOTALL);

	PostgresqlDialect() {
		super(ReservedWords.POSTGRESQL, "[a-z_][a-z0-9_]*", '"');
	}

	@Override
	String nameInText(String name) {
		return name(name);
	}

	@Override
	boolean indexesAreText() {
		return true;
	}

	@Override
	boolean bindsTypes() {
		return true;
	}

	@Override
	ElementName stable(ElementName name, String prefix, ObjectName table, Object structure) {
		return name;
	}

	@Override
	String canonicalType(String type) {
		return super.canonicalType(type).replaceFirst("^(timestamp|time)\\(6\\)", "$1");
	}

	@Override
	String type(String type) {
		return super.type(type).replace(" without time zone", "");
	}

	@Override
	String columnDefinition(Column column, List<TableConstraint> checks) {
		String generation = Objects.requireNonNullElse(column.generation(), "");
		boolean serial = generation.startsWith("serial");
		List<String> words = new ArrayList<>(
				List.of(name(column.name()), serial ? serialType(column.type()) : type(column.type())));
		if (column.collation() != null) {
			words.add("collate \"" + column.collation() + '"');
		}
		if (column.defaultValue() != null) {
			words.add("default " + expression(column.defaultValue()));
		}
		if (!generation.isEmpty() && !serial) {
			words.add(expression(identity(generation)));
		}
		if (!column.nullable()) {
			words.add("not null");
		}
		return String.join(" ", words);
	}

	private static String serialType(String type) {
		return switch (type) {
			case "bigint" -> "bigserial";
			case "smallint" -> "smallserial";
			default -> "serial";
		};
	}

	@Override
	List<String> alterColumn(Column before, Column after, List<TableConstraint> checks) {
		String alter = alter(after.table()) + "alter column " + name(after.name()) + " ";
		List<String> statements = new ArrayList<>();
		boolean sameGeneration = Objects.equals(before.generation(), after.generation());
		boolean sameType = before.type().equals(after.type());
		boolean sameDefault = Objects.equals(before.defaultValue(), after.defaultValue());
		if (!sameGeneration && before.generation() != null) {
			statements.addAll(dropGeneration(alter, before));
		}
		if (before.defaultValue() != null && (after.defaultValue() == null || !sameType)) {
			statements.add(alter + "drop default");
		}
		if (!sameType || !Objects.equals(before.collation(), after.collation())) {
			statements.add(alter + "type " + type(after.type())
					+ ((after.collation() != null) ? " collate \"" + after.collation() + '"' : "")
					+ using(before, after));
		}
		if (after.defaultValue() != null && !(sameDefault && sameType)) {
			statements.add(alter + "set default " + expression(after.defaultValue()));
		}
		if (before.nullable() != after.nullable()) {
			statements.add(alter + (after.nullable() ? "drop not null" : "set not null"));
		}
		if (!sameGeneration && after.generation() != null) {
			statements.addAll(addGeneration(alter, after));
		}
		if (!Objects.equals(before.comment(), after.comment())) {
			statements.add(comment("column " + column(after.table(), after.name()), after.comment()));
		}
		return statements;
	}

	private String using(Column before, Column after) {
		boolean castNeeded = !Types.family(before.type()).equals(Types.family(after.type()));
		return castNeeded
				? " using %s::%s%s".formatted(name(after.name()),
						(Types.isText(before.type()) || Types.isText(after.type())) ? "" : "text::", type(after.type()))
				: "";
	}

	private List<String> dropGeneration(String alter, Column column) {
		if (Generation.isExpression(column)) {
			return List.of(alter + "drop expression");
		}
		if (Generation.isNumbered(column) && !Objects.requireNonNull(column.generation()).startsWith("serial")) {
			return List.of(alter + "drop identity");
		}
		return List.of(alter + "drop default", "drop sequence " + name(sequence(column)));
	}

	private List<String> addGeneration(String alter, Column column) {
		String generation = Objects.requireNonNull(column.generation());
		if (!generation.startsWith("serial")) {
			return List.of(alter + "add " + identity(generation), restart(column));
		}
		String sequence = name(sequence(column));
		return List.of("create sequence %s as %s owned by %s".formatted(sequence, column.type(), column(column)),
				alter + "set default nextval('%s')".formatted(sequence.replace("'", "''")), restart(column));
	}

	private String restart(Column column) {
		return "select setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%s), 0) + 1, false) from %s".formatted(
				name(column.table()).replace("'", "''"), column.name().replace("'", "''"), name(column.name()),
				name(column.table()));
	}

	private String column(Column column) {
		return column(column.table(), column.name());
	}

	private static ObjectName sequence(Column column) {
		return new ObjectName(column.table().schema(), column.table().name() + "_" + column.name() + "_seq");
	}

	@Override
	String unique(TableConstraint constraint) {
		boolean nulls = constraint.properties().startsWith("nulls not distinct");
		String rest = nulls ? constraint.properties().substring("nulls not distinct".length())
				: constraint.properties();
		return "unique " + (nulls ? "nulls not distinct " : "") + names(constraint.terms()) + " " + rest.strip();
	}

	@Override
	String createIndex(TableConstraint index) {
		Matcher matcher = INDEX.matcher(index.properties());
		if (!matcher.matches()) {
			throw new IllegalStateException("Unknown properties of an index: " + index.properties());
		}
		return "create %sindex %s on %s %s(%s) %s"
			.formatted((matcher.group(1) != null) ? "unique " : "", name(index.name()), name(index.table()),
					(matcher.group(2) != null) ? matcher.group(2) + " " : "", String.join(", ", index.terms()),
					optional(matcher.group(3)))
			.strip();
	}

	private static String optional(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

	@Override
	String drop(TableConstraint constraint) {
		if (constraint.kind() == ElementKind.PRIMARY_KEY) {
			return alter(constraint.table()) + "drop constraint " + name(constraint.name());
		}
		return super.drop(constraint);
	}

	@Override
	String create(Sequence sequence) {
		String type = sequence.type().equals("bigint") ? "" : " as " + sequence.type();
		return "create sequence " + name(sequence.name()) + type + options(sequence);
	}

	@Override
	long defaultCache() {
		return 1;
	}

}
