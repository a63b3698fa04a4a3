package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.TableConstraint;

/**
 * The statements of H2. Names without quotes are written in lower case, and stored in
 * upper case.
 */
final class H2Dialect extends Dialect {

	private static final Pattern SUFFIX = Pattern.compile("(?: desc)?(?: nulls (?:first|last))?$");

	private static final Pattern OPTION = Pattern
		.compile(" ?(on update .*?|default on null|invisible)(?=$| default on null| invisible)");

	private static final Pattern BASE = Pattern.compile(" (?:default|check) .*", Pattern.DOTALL);

	private static final long CACHE = 32;

	H2Dialect() {
		super(ReservedWords.H2, "[A-Z_][A-Z0-9_]*", '"');
	}

	@Override
	String unfolded(String name) {
		return name.equals(folded(name)) ? name.toLowerCase(Locale.ROOT) : name;
	}

	@Override
	String folded(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

	@Override
	String canonicalType(String type) {
		return super.canonicalType(type).replaceFirst("^DECIMAL", "NUMERIC")
			.replaceFirst("^DEC\\(", "NUMERIC(")
			.replaceFirst("^DOUBLE PRECISION$", "FLOAT(53)")
			.replaceFirst("^REAL$", "FLOAT(24)")
			.replaceFirst("^FLOAT$", "FLOAT(53)")
			.replaceFirst("^TIMESTAMP(?!\\()", "TIMESTAMP(6)")
			.replaceFirst("^TIME(?![(S])", "TIME(0)");
	}

	@Override
	String columnDefinition(Column column, List<TableConstraint> checks) {
		return definition(column) + (column.nullable() ? "" : " not null");
	}

	private String definition(Column column) {
		String generation = Objects.requireNonNullElse(column.generation(), "");
		List<String> words = new ArrayList<>(List.of(name(column.name()), type(column.type())));
		List<String> options = new ArrayList<>();
		String source = OPTION.matcher(generation).replaceAll((option) -> {
			options.add(option.group(1));
			return "";
		});
		boolean invisible = options.remove("invisible");
		if (invisible) {
			words.add("invisible");
		}
		if (column.defaultValue() != null) {
			words.add("default " + expression(column.defaultValue()));
		}
		if (!source.isBlank()) {
			words.add(expression(identity(source)));
		}
		options.forEach((option) -> words.add(expression(option)));
		return String.join(" ", words);
	}

	@Override
	List<String> alterColumn(Column before, Column after, List<TableConstraint> checks) {
		String alter = alter(after.table()) + "alter column " + name(after.name()) + " ";
		List<String> statements = new ArrayList<>();
		boolean sameGeneration = Objects.equals(before.generation(), after.generation());
		if (!sameGeneration && (after.generation() == null) && Generation.isNumbered(before)) {
			statements.add(alter + "drop identity");
		}
		else if (!sameGeneration && after.generation() == null && Generation.isExpression(before)) {
			statements.add(alter + "drop expression");
		}
		else if (!sameGeneration) {
			statements.add(alter(after.table()) + "alter column " + definition(after));
			if (!after.nullable() && !Generation.isNumbered(after)) {
				statements.add(alter + "set not null");
			}
			if (Generation.isNumbered(after) && !Generation.isNumbered(before)) {
				statements.add(alter + "restart with (select coalesce(max(%s), 0) + 1 from %s)"
					.formatted(name(after.name()), name(after.table())));
			}
			return withComment(before, after, statements);
		}
		if (!before.type().equals(after.type())) {
			statements.add(alter + "set data type " + type(after.type()));
		}
		if (!Objects.equals(before.defaultValue(), after.defaultValue())) {
			statements.add(alter + defaultOf(after.defaultValue()));
		}
		if (before.nullable() != after.nullable()) {
			statements.add(alter + (after.nullable() ? "drop not null" : "set not null"));
		}
		return withComment(before, after, statements);
	}

	private String defaultOf(@Nullable String value) {
		return (value != null) ? "set default " + expression(value) : "drop default";
	}

	private List<String> withComment(Column before, Column after, List<String> statements) {
		if (!Objects.equals(before.comment(), after.comment())) {
			statements.add(comment("column " + column(after.table(), after.name()), after.comment()));
		}
		return statements;
	}

	@Override
	String unique(TableConstraint constraint) {
		return "unique " + (constraint.properties() + " ").stripLeading() + names(constraint.terms());
	}

	@Override
	String createIndex(TableConstraint index) {
		String kind = (index.properties() + " index").stripLeading();
		String terms = index.terms().stream().map(this::term).reduce((one, two) -> one + ", " + two).orElse("");
		return "create %s %s on %s (%s)".formatted(kind, name(index.name()), name(index.table()), terms);
	}

	private String term(String term) {
		String suffix = suffix(SUFFIX, term);
		return name(term.substring(0, term.length() - suffix.length())) + suffix;
	}

	static String suffix(Pattern pattern, String term) {
		var matcher = pattern.matcher(term);
		return matcher.find() ? matcher.group() : "";
	}

	/**
	 * Hibernate writes a domain with a check.
	 */
	@Override
	boolean isEnum(SchemaElement element) {
		return element.kind() == ElementKind.DOMAIN;
	}

	@Override
	String createEnum(DefinedObject type) {
		return "create domain " + name(type.name()) + " as " + type(type.definition());
	}

	/**
	 * The type of a domain cannot change, so another takes its place.
	 */
	@Override
	List<String> alterEnum(DefinedObject before, DefinedObject after, List<Column> columns) {
		List<String> statements = new ArrayList<>();
		String base = type(BASE.matcher(after.definition()).replaceFirst(""));
		columns.forEach((column) -> statements.add(setType(column, base)));
		statements.add(dropEnum(before));
		statements.add(createEnum(after));
		columns.forEach((column) -> statements.add(setType(column, name(after.name()))));
		return statements;
	}

	private String setType(Column column, String type) {
		return alter(column.table()) + "alter column " + name(column.name()) + " set data type " + type;
	}

	@Override
	String dropEnum(DefinedObject type) {
		return "drop domain " + name(type.name());
	}

	@Override
	String create(Sequence sequence) {
		String type = sequence.type().equalsIgnoreCase("bigint") ? "" : " as " + type(sequence.type());
		return "create sequence " + name(sequence.name()) + type + options(sequence);
	}

	@Override
	String renameColumn(ObjectName table, String before, String after) {
		return alter(table) + "alter column " + name(before) + " rename to " + name(after);
	}

	@Override
	boolean bindsIndexes() {
		return true;
	}

	/**
	 * A sequence cannot be renamed, so another continues it.
	 */
	@Override
	List<String> renameSequence(Sequence before, Sequence after) {
		String start = "start with " + before.start();
		String next = "start with (next value for " + name(before.name()) + ")";
		return List.of(create(after).replace(start, next), "drop sequence " + name(before.name()));
	}

	@Override
	long defaultCache() {
		return CACHE;
	}

}
