package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.headway.HeadwayException;
import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;
import dev.headway.schema.element.TableConstraint;

/**
 * The structure of a database after tables and columns were renamed as the user asked.
 */
final class Renaming {

	private static final String SEQUENCE_SUFFIX = "_seq";

	private static final Pattern ORDER = Pattern.compile("(\\(\\d+\\)| asc| desc| nulls first| nulls last)*");

	private final Dialect dialect;

	private final List<Change> changes = new ArrayList<>();

	private List<SchemaElement> elements;

	private Renaming(Dialect dialect, List<SchemaElement> elements) {
		this.dialect = dialect;
		this.elements = elements;
	}

	static Renaming of(List<SchemaElement> database, Structure model, MigrationOptions options, Dialect dialect) {
		Renaming renaming = new Renaming(dialect, database);
		options.renamedTables().forEach((before, after) -> renaming.table(before, after, model));
		options.renamedColumns()
			.forEach((before, after) -> renaming.column(before, after, model, options.renamedTables()));
		return renaming;
	}

	List<SchemaElement> elements() {
		return this.elements;
	}

	/**
	 * The renamed tables, sequences and columns, in order.
	 */
	List<Change> changes() {
		return this.changes;
	}

	private void table(String before, String after, Structure model) {
		Structure structure = new Structure(this.elements);
		ObjectName from = find(structure.tables(), before)
			.orElseThrow(() -> refusal("table '%s', because the database has no such table".formatted(before)));
		ObjectName to = find(model.tables(), after).orElseThrow(
				() -> refusal("table '%s' to '%s', because the model has no such table".formatted(before, after)));
		if (structure.has(to)) {
			throw refusal("table '%s' to '%s', because the database already has that table".formatted(before, after));
		}
		UnaryOperator<ObjectName> rename = (name) -> name.equals(from) ? to : name;
		this.changes.add(new Change(structure.elements(from, Table.class).get(0),
				withTable(structure.elements(from, Table.class).get(0), rename)));
		this.elements = this.elements.stream().map((element) -> withTable(element, rename)).toList();
		sequence(from, to, model);
	}

	/**
	 * Rename the sequence whose name the model derives from that of the table, so that it
	 * does not start again.
	 */
	private void sequence(ObjectName from, ObjectName to, Structure model) {
		String suffix = this.dialect.folded(SEQUENCE_SUFFIX);
		ObjectName before = new ObjectName(from.schema(), from.name() + suffix);
		ObjectName after = new ObjectName(to.schema(), to.name() + suffix);
		List<SchemaElement> renamed = new ArrayList<>();
		for (SchemaElement element : this.elements) {
			boolean wanted = element instanceof Sequence sequence && sequence.name().equals(before)
					&& hasSequence(model.others(), after) && !hasSequence(this.elements, after);
			SchemaElement now = wanted ? withName((Sequence) element, after) : element;
			if (wanted) {
				this.changes.add(new Change(element, now));
			}
			renamed.add(now);
		}
		this.elements = renamed;
	}

	private static boolean hasSequence(List<SchemaElement> elements, ObjectName name) {
		return elements.stream()
			.anyMatch((element) -> element instanceof Sequence sequence && sequence.name().equals(name));
	}

	private void column(String column, String after, Structure model, Map<String, String> renamedTables) {
		int dot = column.lastIndexOf('.');
		if (dot < 0) {
			throw refusal(
					"column '%s', because it does not name its table. Write it as TABLE.COLUMN".formatted(column));
		}
		String owner = column.substring(0, dot);
		String before = column.substring(dot + 1);
		Structure structure = new Structure(this.elements);
		ObjectName table = find(structure.tables(), owner)
			.or(() -> find(structure.tables(), renamedTables.getOrDefault(MigrationOptions.key(owner), owner)))
			.orElseThrow(() -> refusal("column '%s', because the database has no such table".formatted(column)));
		Column from = structure.elements(table, Column.class)
			.stream()
			.filter((candidate) -> candidate.name().equalsIgnoreCase(before))
			.findFirst()
			.orElseThrow(() -> refusal("column '%s', because the database has no such column".formatted(column)));
		String to = model.columnNames(table)
			.stream()
			.filter(after::equalsIgnoreCase)
			.findFirst()
			.orElseThrow(() -> refusal(
					"column '%s' to '%s', because the model has no such column".formatted(column, after)));
		if (structure.column(table, to).isPresent()) {
			throw refusal("column '%s' to '%s', because the database already has that column".formatted(column, after));
		}
		this.changes.add(new Change(from, withColumn(from, table, from.name(), to)));
		this.elements = this.elements.stream().map((element) -> withColumn(element, table, from.name(), to)).toList();
	}

	private static Optional<ObjectName> find(Set<ObjectName> names, String name) {
		return names.stream().filter((candidate) -> candidate.name().equalsIgnoreCase(name)).findFirst();
	}

	private static HeadwayException refusal(String text) {
		return new HeadwayException("Cannot rename the " + text + ".");
	}

	private static SchemaElement withTable(SchemaElement element, UnaryOperator<ObjectName> rename) {
		if (element instanceof Table table) {
			return new Table(rename.apply(table.table()), table.properties(), table.comment());
		}
		if (element instanceof Column column) {
			return new Column(rename.apply(column.table()), column.name(), column.type(), column.nullable(),
					column.defaultValue(), column.generation(), column.collation(), column.comment());
		}
		if (element instanceof TableConstraint constraint) {
			return new TableConstraint(constraint.kind(), rename.apply(constraint.table()), constraint.name(),
					constraint.terms(), constraint.properties());
		}
		if (element instanceof ForeignKey key) {
			return new ForeignKey(rename.apply(key.table()), key.name(), key.columns(),
					rename.apply(key.referencedTable()), key.referencedColumns(), key.onUpdate(), key.onDelete(),
					key.properties());
		}
		if (element instanceof DefinedObject object && object.table() != null) {
			return new DefinedObject(object.kind(), object.name(), rename.apply(object.table()), object.definition());
		}
		return element;
	}

	private SchemaElement withColumn(SchemaElement element, ObjectName table, String before, String after) {
		UnaryOperator<String> name = (column) -> column.equals(before) ? after : column;
		UnaryOperator<String> text = (expression) -> Expression.withName(expression, before,
				this.dialect.nameInText(after));
		if (element instanceof Column column && column.table().equals(table)) {
			return new Column(table, name.apply(column.name()), column.type(), column.nullable(), column.defaultValue(),
					(column.generation() != null) ? text.apply(column.generation()) : null, column.collation(),
					column.comment());
		}
		if (element instanceof TableConstraint constraint && constraint.table().equals(table)) {
			boolean isText = constraint.kind() == ElementKind.CHECK_CONSTRAINT
					|| (constraint.kind() == ElementKind.INDEX && this.dialect.indexesAreText());
			return new TableConstraint(constraint.kind(), table, constraint.name(),
					constraint.terms()
						.stream()
						.map((term) -> isText ? text.apply(term) : withColumn(term, before, after))
						.toList(),
					isText ? text.apply(constraint.properties()) : constraint.properties());
		}
		if (element instanceof ForeignKey key) {
			Function<ObjectName, UnaryOperator<String>> of = (owner) -> owner.equals(table) ? name
					: UnaryOperator.identity();
			return new ForeignKey(key.table(), key.name(), key.columns().stream().map(of.apply(key.table())).toList(),
					key.referencedTable(),
					key.referencedColumns().stream().map(of.apply(key.referencedTable())).toList(), key.onUpdate(),
					key.onDelete(), key.properties());
		}
		return element;
	}

	/**
	 * The term of a key or an index, which may have an order or a length.
	 */
	private static String withColumn(String term, String before, String after) {
		boolean same = term.startsWith(before) && ORDER.matcher(term.substring(before.length())).matches();
		return same ? after + term.substring(before.length()) : term;
	}

	private static Sequence withName(Sequence sequence, ObjectName name) {
		return new Sequence(name, sequence.table(), sequence.type(), sequence.start(), sequence.increment(),
				sequence.minimum(), sequence.maximum(), sequence.cache(), sequence.cycle());
	}

}
