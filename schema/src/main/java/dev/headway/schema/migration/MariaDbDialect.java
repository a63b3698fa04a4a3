package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.TableConstraint;

/**
 * The statements of MariaDB. A change of a column repeats the whole column. An index that
 * a foreign key needs is part of the key.
 */
final class MariaDbDialect extends Dialect {

	private static final Pattern SUFFIX = Pattern.compile("(?:\\(\\d+\\))?(?: desc)?$");

	private static final Pattern INDEX = Pattern.compile("using (fulltext|spatial)(.*)");

	private static final long CACHE = 1000;

	MariaDbDialect() {
		super(ReservedWords.MARIADB, "[A-Za-z_][A-Za-z0-9_]*", '`');
	}

	@Override
	String folded(String name) {
		return name;
	}

	@Override
	ElementName stable(ElementName name, String prefix, ObjectName table, Object structure) {
		return (prefix.equals("fk") || prefix.equals("ck")) ? super.stable(name, prefix, table, structure)
				: new ElementName(name.text(), false);
	}

	@Override
	String type(String type) {
		return type;
	}

	@Override
	String columnDefinition(Column column, List<TableConstraint> checks) {
		String generation = Objects.requireNonNullElse(column.generation(), "");
		boolean expression = Generation.isExpression(column);
		List<String> words = new ArrayList<>(List.of(name(column.name()), type(column.type())));
		if (column.collation() != null) {
			words.add("character set %s collate %s".formatted(column.collation().replaceFirst("_.*", ""),
					column.collation()));
		}
		if (expression) {
			words.add(expression(generation.replaceFirst(" (STORED|VIRTUAL) GENERATED", " $1")
				.replace(" STORED", " stored")
				.replace(" VIRTUAL", " virtual")));
		}
		else {
			words.add(nullability(column));
		}
		if (column.defaultValue() != null) {
			words.add("default " + expression(column.defaultValue()));
		}
		if (!expression) {
			words.add(generation);
		}
		if (column.comment() != null) {
			words.add("comment " + text(column.comment()));
		}
		checks.forEach((check) -> words.add("check (" + expression(check.terms().get(0)) + ")"));
		return words.stream().filter((word) -> !word.isEmpty()).collect(Collectors.joining(" "));
	}

	private static String nullability(Column column) {
		if (!column.nullable()) {
			return "not null";
		}
		return column.type().startsWith("timestamp") ? "null" : "";
	}

	private static String text(String text) {
		return literal(text.replace("\\", "\\\\"));
	}

	@Override
	List<String> alterColumn(Column before, Column after, List<TableConstraint> checks) {
		List<String> statements = new ArrayList<>();
		String modify = alter(after.table()) + "modify column ";
		if (needsText(before, after) || needsText(after, before)) {
			statements.add(modify + name(after.name()) + " varchar(255)");
		}
		statements.add(modify + columnDefinition(after, checks));
		return statements;
	}

	/**
	 * Whether the values of a column become UUIDs only by way of text.
	 */
	private static boolean needsText(Column uuid, Column other) {
		return uuid.type().equals("uuid") && !other.type().equals("uuid") && !Types.isText(other.type());
	}

	@Override
	List<String> afterAdding(Column column) {
		return List.of();
	}

	@Override
	String tableComment(ObjectName table, String comment) {
		return alter(table) + "comment " + text(comment);
	}

	@Override
	String keyOf(Column column, List<Change> changes) {
		return changes.stream()
			.map(Change::after)
			.filter((element) -> element instanceof TableConstraint key && Generation.isNumbered(column)
					&& isKeyOf(key, column))
			.map((element) -> ", add " + constraint((TableConstraint) element))
			.findFirst()
			.orElse("");
	}

	@Override
	boolean isWrittenWithColumn(TableConstraint key, List<Change> changes) {
		return changes.stream()
			.anyMatch((change) -> change.before() == null && change.after() instanceof Column column
					&& Generation.isNumbered(column) && isKeyOf(key, column));
	}

	private static boolean isKeyOf(TableConstraint key, Column column) {
		return key.kind() == ElementKind.PRIMARY_KEY && key.table().equals(column.table())
				&& key.terms().contains(column.name());
	}

	@Override
	boolean mustReplace(Column before, Column after) {
		return !Objects.equals(before.generation(), after.generation())
				&& (Generation.isExpression(after) || Generation.isExpression(before));
	}

	@Override
	String unique(TableConstraint constraint) {
		return "unique " + terms(constraint) + " " + constraint.properties();
	}

	private String terms(TableConstraint constraint) {
		return constraint.terms().stream().map(this::term).collect(Collectors.joining(", ", "(", ")"));
	}

	private String term(String term) {
		String suffix = H2Dialect.suffix(SUFFIX, term);
		return name(term.substring(0, term.length() - suffix.length())) + suffix;
	}

	@Override
	String createIndex(TableConstraint index) {
		Matcher kind = INDEX.matcher(index.properties());
		boolean special = kind.matches();
		return "create %sindex %s on %s %s %s"
			.formatted(special ? kind.group(1) + " " : "", name(index.name()), name(index.table()), terms(index),
					special ? kind.group(2).strip() : index.properties())
			.strip();
	}

	@Override
	String drop(TableConstraint constraint) {
		return switch (constraint.kind()) {
			case UNIQUE_CONSTRAINT, INDEX ->
				"drop index %s on %s".formatted(name(constraint.name()), name(constraint.table()));
			default -> super.drop(constraint);
		};
	}

	@Override
	String drop(ForeignKey key) {
		return alter(key.table()) + "drop foreign key " + name(key.name());
	}

	@Override
	Optional<String> impliedIndex(ForeignKey key) {
		return Optional.of(key.name().systemMade() ? key.columns().get(0) : key.name().text());
	}

	@Override
	List<String> substitute(TableConstraint index, List<ForeignKey> keys) {
		if (index.kind() == ElementKind.CHECK_CONSTRAINT) {
			return List.of();
		}
		return keys.stream()
			.filter((key) -> key.table().equals(index.table()) && index.terms().size() >= key.columns().size()
					&& index.terms().subList(0, key.columns().size()).equals(key.columns()))
			.map((key) -> alter(key.table()) + "add index if not exists %s %s"
				.formatted(name(impliedIndex(key).orElseThrow()), names(key.columns())))
			.toList();
	}

	@Override
	long defaultCache() {
		return CACHE;
	}

	@Override
	String noCycle() {
		return "nocycle";
	}

	@Override
	List<String> renameSequence(Sequence before, Sequence after) {
		return List.of("rename table %s to %s".formatted(name(before.name()), name(after.name())));
	}

	@Override
	boolean repeatsColumns() {
		return true;
	}

}
