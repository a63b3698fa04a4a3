package dev.headway.schema.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;
import dev.headway.schema.element.TableConstraint;

/**
 * How a database writes names, types and statements.
 */
abstract class Dialect {

	private static final Pattern OUTSIDE_QUOTES = Pattern.compile("('(?:[^']|'')*'|\"[^\"]*\")|[^'\"]+");

	private static final Pattern OPTIONS = Pattern.compile(" \\((?:start|increment|min|cycle)[^)]*\\)");

	private static final int LONGEST_TABLE = 40;

	private final Set<String> reserved;

	private final Pattern plainName;

	private final char quote;

	Dialect(Set<String> reserved, String plainName, char quote) {
		this.reserved = reserved;
		this.plainName = Pattern.compile(plainName);
		this.quote = quote;
	}

	static Dialect of(String databaseType) {
		return switch (databaseType.toLowerCase(Locale.ROOT)) {
			case "h2" -> new H2Dialect();
			case "postgresql" -> new PostgresqlDialect();
			case "mariadb" -> new MariaDbDialect();
			default -> throw new HeadwayException(
					"Cannot write migrations for a database of type %s. Use H2, PostgreSQL or MariaDB."
						.formatted(databaseType));
		};
	}

	/**
	 * A name as a statement writes it: without quotes if it needs none.
	 */
	final String name(String name) {
		String folded = unfolded(name);
		boolean plain = this.plainName.matcher(name).matches()
				&& !this.reserved.contains(folded.toLowerCase(Locale.ROOT));
		return plain ? folded : quoted(name);
	}

	private String quoted(String name) {
		return this.quote + name.replace(String.valueOf(this.quote), "" + this.quote + this.quote) + this.quote;
	}

	/**
	 * The name as the database writes it in expressions.
	 */
	String nameInText(String name) {
		return quoted(name);
	}

	/**
	 * Whether the columns of an index are expressions, not names.
	 */
	boolean indexesAreText() {
		return false;
	}

	final String name(ObjectName name) {
		return (name.schema() != null) ? name(name.schema()) + "." + name(name.name()) : name(name.name());
	}

	final String name(ElementName name) {
		return name(name.text());
	}

	final String names(List<String> columns) {
		return columns.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
	}

	final String column(ObjectName table, String column) {
		return name(table) + "." + name(column);
	}

	/**
	 * A name for people and options, never in quotes.
	 */
	final String label(ObjectName name) {
		return (name.schema() != null) ? unfolded(name.schema()) + "." + unfolded(name.name()) : unfolded(name.name());
	}

	final String label(ObjectName table, String column) {
		return label(table) + "." + unfolded(column);
	}

	final String labels(List<String> columns) {
		return columns.stream().map(this::unfolded).collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * The name in lower case, if the database would not distinguish it.
	 */
	String unfolded(String name) {
		return name;
	}

	/**
	 * The spelling in the catalog of a name without quotes.
	 */
	String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * The name of a constraint that the database named, so that another migration can
	 * drop it by name.
	 */
	ElementName stable(ElementName name, String prefix, ObjectName table, Object structure) {
		if (!name.systemMade()) {
			return name;
		}
		CRC32 hash = new CRC32();
		hash.update(structure.toString().getBytes(StandardCharsets.UTF_8));
		String owner = table.name().substring(0, Math.min(table.name().length(), LONGEST_TABLE));
		return new ElementName(folded("%s_%s_%08x".formatted(prefix, owner, hash.getValue())), false);
	}

	SchemaElement withStableName(SchemaElement element) {
		if (element instanceof ForeignKey key) {
			ElementName name = stable(key.name(), "fk", key.table(), List.of(key.columns(), key.referencedTable()));
			return new ForeignKey(key.table(), name, key.columns(), key.referencedTable(), key.referencedColumns(),
					key.onUpdate(), key.onDelete(), key.properties());
		}
		if (element instanceof TableConstraint constraint && constraint.kind() != ElementKind.PRIMARY_KEY) {
			String prefix = switch (constraint.kind()) {
				case UNIQUE_CONSTRAINT -> "uk";
				case CHECK_CONSTRAINT -> "ck";
				default -> "ix";
			};
			ElementName name = stable(constraint.name(), prefix, constraint.table(), constraint.terms());
			return new TableConstraint(constraint.kind(), constraint.table(), name, constraint.terms(),
					constraint.properties());
		}
		return element;
	}

	/**
	 * A type for comparison. Types with different names may be equal.
	 */
	String canonicalType(String type) {
		return type.replace(", ", ",");
	}

	/**
	 * A type as people write it.
	 */
	String type(String type) {
		return outsideQuotes(type, (text) -> text.toLowerCase(Locale.ROOT).replace("character varying", "varchar"));
	}

	static String outsideQuotes(String text, java.util.function.UnaryOperator<String> change) {
		return OUTSIDE_QUOTES.matcher(text)
			.replaceAll((found) -> Matcher
				.quoteReplacement((found.group(1) != null) ? found.group(1) : change.apply(found.group())));
	}

	/**
	 * An expression of the catalog as a statement writes it.
	 */
	final String expression(String expression) {
		return Expression.withQuotedNames(expression, this::name);
	}

	/**
	 * The column in a {@code create table} or {@code add column}.
	 * @param checks the conditions that belong to the column
	 */
	abstract String columnDefinition(Column column, List<TableConstraint> checks);

	/**
	 * The statements that turn a column into another, in order. The names are the same.
	 * @param checks the conditions that belong to the column afterward
	 */
	abstract List<String> alterColumn(Column before, Column after, List<TableConstraint> checks);

	/**
	 * Whether a column cannot become the other one, but must be dropped and added.
	 */
	boolean mustReplace(Column before, Column after) {
		return Generation.isExpression(after) && !Objects.equals(before.generation(), after.generation());
	}

	/**
	 * Whether the type of a column cannot change while a generated column uses it.
	 */
	boolean bindsTypes() {
		return false;
	}

	/**
	 * Whether a foreign key cannot stay when a column changes that it has or references.
	 */
	final boolean breaksForeignKeys(Column before, Column after) {
		return repeatsColumns() ? !before.type().equals(after.type())
				: !Types.family(before.type()).equals(Types.family(after.type()));
	}

	/**
	 * The statements after {@code create table} or {@code add column}, such as comments.
	 */
	List<String> afterAdding(Column column) {
		return (column.comment() != null)
				? List.of(comment("column " + column(column.table(), column.name()), column.comment())) : List.of();
	}

	static String comment(String element, @Nullable String comment) {
		return "comment on %s is %s".formatted(element, (comment != null) ? literal(comment) : "null");
	}

	static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	final String alter(ObjectName table) {
		return "alter table " + name(table) + " ";
	}

	String add(TableConstraint constraint) {
		return alter(constraint.table()) + "add " + constraint(constraint);
	}

	/**
	 * A primary key, unique constraint or check constraint within a {@code create table}.
	 */
	final String constraint(TableConstraint constraint) {
		String definition = switch (constraint.kind()) {
			case PRIMARY_KEY -> "primary key " + names(constraint.terms());
			case CHECK_CONSTRAINT -> "check (" + expression(constraint.terms().get(0)) + ")";
			default -> unique(constraint);
		};
		String name = (constraint.name().systemMade() && constraint.kind() == ElementKind.PRIMARY_KEY) ? ""
				: "constraint " + name(constraint.name()) + " ";
		String properties = (constraint.kind() == ElementKind.UNIQUE_CONSTRAINT) ? "" : constraint.properties();
		return (name + definition + " " + properties).strip();
	}

	String unique(TableConstraint constraint) {
		return "unique " + names(constraint.terms()) + " " + constraint.properties();
	}

	abstract String createIndex(TableConstraint index);

	String drop(TableConstraint constraint) {
		return switch (constraint.kind()) {
			case PRIMARY_KEY -> alter(constraint.table()) + "drop primary key";
			case INDEX -> "drop index " + name(new ObjectName(constraint.table().schema(), constraint.name().text()));
			default -> alter(constraint.table()) + "drop constraint " + name(constraint.name());
		};
	}

	final String add(ForeignKey key) {
		return Stream
			.of(alter(key.table()) + "add constraint " + name(key.name()) + " foreign key " + names(key.columns()),
					"references " + name(key.referencedTable()) + " " + names(key.referencedColumns()),
					rule("update", key.onUpdate()), rule("delete", key.onDelete()), key.properties())
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private static String rule(String event, String rule) {
		return rule.equals(ForeignKey.NO_ACTION) ? "" : "on " + event + " " + rule;
	}

	String drop(ForeignKey key) {
		return alter(key.table()) + "drop constraint " + name(key.name());
	}

	/**
	 * The name of the index that the database creates for a foreign key and leaves behind
	 * when the key is dropped.
	 */
	Optional<String> impliedIndex(ForeignKey key) {
		return Optional.empty();
	}

	/**
	 * The index that must replace one which is dropped, because a foreign key needs it.
	 */
	List<String> substitute(TableConstraint index, List<ForeignKey> keys) {
		return List.of();
	}

	/**
	 * Whether a model makes such an object for an enum that columns share.
	 */
	boolean isEnum(SchemaElement element) {
		return element.kind() == ElementKind.ENUM;
	}

	String createEnum(DefinedObject type) {
		return "create type " + name(type.name()) + " as enum (" + type.definition() + ")";
	}

	/**
	 * The statements that change the values of an enum.
	 * @param columns the columns that have it
	 */
	List<String> alterEnum(DefinedObject before, DefinedObject after, List<Column> columns) {
		return new EnumChange(this, before, after, columns).statements();
	}

	String dropEnum(DefinedObject type) {
		return "drop type " + name(type.name());
	}

	String create(Sequence sequence) {
		return "create sequence " + name(sequence.name()) + options(sequence);
	}

	final String options(Sequence sequence) {
		List<String> options = new ArrayList<>();
		options.add(" start with " + sequence.start());
		options.add("increment by " + sequence.increment());
		if (sequence.minimum() != 1) {
			options.add("minvalue " + sequence.minimum());
		}
		if (sequence.maximum() < Long.MAX_VALUE - 1) {
			options.add("maxvalue " + sequence.maximum());
		}
		if (sequence.cache() != defaultCache()) {
			options.add("cache " + sequence.cache());
		}
		if (sequence.cycle()) {
			options.add("cycle");
		}
		return String.join(" ", options);
	}

	abstract long defaultCache();

	final List<String> alter(Sequence before, Sequence after) {
		List<String> options = new ArrayList<>();
		if (before.increment() != after.increment()) {
			options.add("increment by " + after.increment());
		}
		if (before.minimum() != after.minimum()) {
			options.add("minvalue " + after.minimum());
		}
		if (before.maximum() != after.maximum()) {
			options.add("maxvalue " + after.maximum());
		}
		if (before.cache() != after.cache()) {
			options.add("cache " + after.cache());
		}
		if (before.cycle() != after.cycle()) {
			options.add(after.cycle() ? "cycle" : noCycle());
		}
		return options.isEmpty() ? List.of()
				: List.of("alter sequence " + name(after.name()) + " " + String.join(" ", options));
	}

	String noCycle() {
		return "no cycle";
	}

	final List<String> rename(Change change) {
		if (change.before() instanceof Column before && change.after() instanceof Column after) {
			return List.of(renameColumn(after.table(), before.name(), after.name()));
		}
		if (change.before() instanceof Sequence before && change.after() instanceof Sequence after) {
			return renameSequence(before, after);
		}
		Table before = (Table) Objects.requireNonNull(change.before());
		return List.of(renameTable(before.table(), ((Table) change.element()).table()));
	}

	String tableComment(ObjectName table, String comment) {
		return comment("table " + name(table), comment);
	}

	/**
	 * What {@code add column} must say about the key of the column.
	 */
	String keyOf(Column column, List<Change> changes) {
		return "";
	}

	/**
	 * Whether {@link #keyOf} wrote a primary key.
	 */
	boolean isWrittenWithColumn(TableConstraint key, List<Change> changes) {
		return false;
	}

	String renameTable(ObjectName before, ObjectName after) {
		return alter(before) + "rename to " + name(after.name());
	}

	String renameColumn(ObjectName table, String before, String after) {
		return alter(table) + "rename column " + name(before) + " to " + name(after);
	}

	List<String> renameSequence(Sequence before, Sequence after) {
		return List.of("alter sequence " + name(before.name()) + " rename to " + name(after.name().name()));
	}

	/**
	 * The words after {@code generated} of an identity column.
	 */
	static String identity(String generation) {
		return OPTIONS.matcher(generation)
			.replaceAll((options) -> options.group()
				.replace("start ", "start with ")
				.replace("increment ", "increment by ")
				.replace("min ", "minvalue "));
	}

	/**
	 * Whether an index cannot be dropped while a foreign key uses it.
	 */
	boolean bindsIndexes() {
		return false;
	}

	/**
	 * Whether a change of a column repeats all of it, and needs its keys to be dropped
	 * before.
	 */
	boolean repeatsColumns() {
		return false;
	}

}
