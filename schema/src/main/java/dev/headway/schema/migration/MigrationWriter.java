package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
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
 * Writes the statements of changes, in an order in which each finds what it needs.
 */
final class MigrationWriter {

	private final Dialect dialect;

	private final MigrationOptions options;

	private final List<Change> changes;

	private final List<SchemaElement> kept;

	private final Set<ObjectName> newTables = new HashSet<>();

	private final Set<ObjectName> droppedTables = new HashSet<>();

	private final List<Change> postponed = new ArrayList<>();

	private final List<MigrationStatement> statements = new ArrayList<>();

	/**
	 * Write the changes of a structure.
	 * @param kept what is the same before and after
	 */
	MigrationWriter(Dialect dialect, MigrationOptions options, List<Change> changes, List<SchemaElement> kept) {
		this.dialect = dialect;
		this.options = options;
		this.changes = new ArrayList<>(changes);
		this.kept = new ArrayList<>(kept);
		added(Table.class).forEach((table) -> this.newTables.add(table.table()));
		removed(Table.class).forEach((table) -> this.droppedTables.add(table.table()));
		recreateForeignKeys();
		if (dialect.bindsIndexes()) {
			List<TableConstraint> dropped = removed(TableConstraint.class);
			recreate(keptForeignKeys().stream()
				.filter((key) -> dropped.stream()
					.anyMatch((index) -> Ownership.serves(index, List.of(key), index.table())))
				.toList());
		}
	}

	/**
	 * Foreign keys that stay, but whose columns or keys change so that they cannot stay
	 * meanwhile.
	 */
	private void recreateForeignKeys() {
		Set<List<Object>> columns = new HashSet<>();
		this.changes.forEach((change) -> {
			if (change.before() instanceof Column before && change.after() instanceof Column after
					&& this.dialect.breaksForeignKeys(before, after)) {
				columns.add(List.of(before.table(), before.name()));
			}
			if (this.dialect.repeatsColumns() && change.before() instanceof TableConstraint key
					&& (key.kind() == ElementKind.PRIMARY_KEY || key.kind() == ElementKind.UNIQUE_CONSTRAINT)) {
				key.terms().forEach((term) -> columns.add(List.of(key.table(), term)));
			}
		});
		List<ForeignKey> keys = keptForeignKeys().stream()
			.filter((key) -> key.columns().stream().anyMatch((column) -> columns.contains(List.of(key.table(), column)))
					|| key.referencedColumns()
						.stream()
						.anyMatch((column) -> columns.contains(List.of(key.referencedTable(), column))))
			.toList();
		recreate(keys);
	}

	private void recreate(List<ForeignKey> keys) {
		keys.forEach((key) -> this.changes.add(new Change(key, withGivenName(key))));
		this.kept.removeAll(keys);
	}

	private static ForeignKey withGivenName(ForeignKey key) {
		return new ForeignKey(key.table(), new ElementName(key.name().text(), false), key.columns(),
				key.referencedTable(), key.referencedColumns(), key.onUpdate(), key.onDelete(), key.properties());
	}

	private List<ForeignKey> keptForeignKeys() {
		return this.kept.stream().filter(ForeignKey.class::isInstance).map(ForeignKey.class::cast).toList();
	}

	List<MigrationStatement> write() {
		dropForeignKeys();
		dropConstraints();
		createTypesAndSequences();
		createTables();
		changeColumns();
		addConstraints();
		numberAgain();
		addForeignKeys();
		dropTables();
		removed(Sequence.class, false)
			.forEach((sequence) -> add("drop sequence " + this.dialect.name(sequence.name())));
		removed(DefinedObject.class, false).forEach((type) -> add(this.dialect.dropEnum(type)));
		return this.statements;
	}

	/**
	 * The indexes go when no key needs them anymore, whose columns may be those of
	 * several keys.
	 */
	private void dropForeignKeys() {
		List<ForeignKey> keys = removed(ForeignKey.class);
		keys.forEach((key) -> add(this.dialect.drop(key)));
		keys.forEach((key) -> this.dialect.impliedIndex(key)
			.filter((name) -> !isKept(key, name))
			.ifPresent((name) -> add(
					this.dialect.alter(key.table()) + "drop index if exists " + this.dialect.name(name))));
	}

	private boolean isKept(ForeignKey key, String index) {
		boolean isOther = Stream.concat(this.kept.stream(), removed(TableConstraint.class).stream())
			.anyMatch((element) -> element instanceof TableConstraint other && other.table().equals(key.table())
					&& other.name().text().equalsIgnoreCase(index));
		return isOther || keptForeignKeys().stream()
			.anyMatch((other) -> other.table().equals(key.table()) && other.columns().equals(key.columns()));
	}

	private void dropConstraints() {
		Set<String> names = added(TableConstraint.class).stream()
			.map((constraint) -> constraint.name().text())
			.collect(Collectors.toSet());
		for (TableConstraint constraint : removed(TableConstraint.class)) {
			boolean gone = this.droppedTables.contains(constraint.table()) && !names.contains(constraint.name().text());
			if (gone || isOfColumn(constraint)) {
				continue;
			}
			if (constraint.kind() == ElementKind.PRIMARY_KEY && this.dialect.repeatsColumns()) {
				stopNumbering(constraint.table());
			}
			this.dialect.substitute(constraint, keptForeignKeys()).forEach(this::add);
			add(this.dialect.drop(constraint));
		}
	}

	/**
	 * A column that MariaDB numbers needs a key, so it is numbered again when it has one.
	 */
	private void stopNumbering(ObjectName table) {
		Stream.concat(this.kept.stream(), removed(Column.class).stream())
			.filter((element) -> element instanceof Column column && column.table().equals(table)
					&& Generation.isNumbered(column))
			.map(Column.class::cast)
			.forEach((column) -> {
				Column plain = withoutGeneration(column);
				this.dialect.alterColumn(column, plain, checksOf(column)).forEach(this::add);
				if (this.kept.contains(column)) {
					this.postponed.add(new Change(plain, column));
				}
			});
	}

	private boolean isPostponed(Column column) {
		return this.dialect.repeatsColumns() && Generation.isNumbered(column)
				&& added(TableConstraint.class, true).stream()
					.anyMatch((key) -> key.kind() == ElementKind.PRIMARY_KEY && key.table().equals(column.table()));
	}

	private static Column withoutGeneration(Column column) {
		return new Column(column.table(), column.name(), column.type(), column.nullable(), column.defaultValue(), null,
				column.collation(), column.comment());
	}

	/**
	 * Whether a check belongs to a column of MariaDB, so that it cannot be dropped by
	 * name.
	 */
	private boolean isOfColumn(TableConstraint check) {
		return this.dialect.repeatsColumns() && check.kind() == ElementKind.CHECK_CONSTRAINT
				&& check.name().systemMade() && Expression.names(check.terms().get(0)).contains(check.name().text());
	}

	private List<TableConstraint> checksOf(Column column) {
		return this.kept.stream()
			.filter(TableConstraint.class::isInstance)
			.map(TableConstraint.class::cast)
			.filter((check) -> check.table().equals(column.table()) && isOfColumn(check)
					&& check.name().text().equals(column.name()))
			.toList();
	}

	private void createTypesAndSequences() {
		for (Change change : this.changes) {
			if (change.after() instanceof DefinedObject type) {
				if (change.before() == null) {
					add(this.dialect.createEnum(type));
				}
				else {
					alterEnum((DefinedObject) change.before(), type);
				}
			}
			if (change.after() instanceof Sequence sequence) {
				if (change.before() == null) {
					create(sequence);
				}
				else {
					this.dialect.alter((Sequence) change.before(), sequence).forEach(this::add);
				}
			}
		}
	}

	private void alterEnum(DefinedObject before, DefinedObject after) {
		List<String> gone = EnumChange.values(before);
		gone.removeAll(EnumChange.values(after));
		List<String> comments = gone.isEmpty() ? List.of()
				: List.of("Fails if a row has a value that '%s' no longer has: %s."
					.formatted(this.dialect.label(after.name()), String.join(", ", gone)));
		this.dialect.alterEnum(before, after, enumColumns(after))
			.forEach((sql) -> add(sql, sql.startsWith("alter table") ? comments : List.of()));
	}

	private List<Column> enumColumns(DefinedObject type) {
		return Stream.concat(this.kept.stream(), this.changes.stream().map(Change::before))
			.filter(Column.class::isInstance)
			.map(Column.class::cast)
			.filter((column) -> this.dialect.type(column.type()).equals(this.dialect.name(type.name())))
			.toList();
	}

	private void create(Sequence sequence) {
		String owner = this.dialect.folded(sequence.name().name()).replaceFirst("(?i)_seq$", "");
		boolean filled = this.kept.stream()
			.anyMatch((element) -> element instanceof Column column && column.table().name().equals(owner));
		add(this.dialect.create(sequence),
				filled ? List.of("Starts at %d: use a number above the highest id if '%s' has rows."
					.formatted(sequence.start(), this.dialect.unfolded(owner))) : List.of());
	}

	private void createTables() {
		for (Table table : added(Table.class)) {
			List<String> lines = new ArrayList<>();
			List<Column> columns = added(Column.class).stream()
				.filter((column) -> column.table().equals(table.table()))
				.toList();
			columns.forEach((column) -> lines.add(this.dialect.columnDefinition(column, List.of())));
			added(TableConstraint.class).stream()
				.filter((key) -> key.kind() == ElementKind.PRIMARY_KEY && key.table().equals(table.table()))
				.forEach((key) -> lines.add(this.dialect.constraint(key)));
			add("create table %s (%n  %s%n)".formatted(this.dialect.name(table.table()), String.join(",\n  ", lines))
				.replace("\r", ""));
			columns.forEach((column) -> this.dialect.afterAdding(column).forEach(this::add));
			if (table.comment() != null) {
				add(this.dialect.tableComment(table.table(), table.comment()));
			}
		}
	}

	/**
	 * Generated columns go first and come last, because they depend on others. A table
	 * always has a column, so others are added before some are dropped.
	 */
	private void changeColumns() {
		List<Column> removed = removed(Column.class, false).stream()
			.filter((column) -> !this.droppedTables.contains(column.table()))
			.toList();
		List<Column> added = added(Column.class).stream()
			.filter((column) -> !this.newTables.contains(column.table()))
			.toList();
		Set<List<Object>> replaced = added.stream()
			.map((column) -> List.<Object>of(column.table(), column.name()))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		List<Column> early = removed.stream()
			.filter((column) -> Generation.isExpression(column)
					|| replaced.contains(List.<Object>of(column.table(), column.name())))
			.toList();
		early.forEach(this::drop);
		added.stream().filter((column) -> !Generation.isExpression(column)).forEach(this::addColumn);
		for (Change change : this.changes) {
			if (change.before() instanceof Column before && change.after() instanceof Column after) {
				alter(before, after);
			}
		}
		ofColumns();
		added.stream().filter(Generation::isExpression).forEach(this::addColumn);
		removed.stream().filter((column) -> !early.contains(column)).forEach(this::drop);
	}

	/**
	 * Checks of columns of MariaDB go when the column is written without them.
	 */
	private void ofColumns() {
		for (TableConstraint check : removed(TableConstraint.class)) {
			if (isOfColumn(check) && !this.droppedTables.contains(check.table())) {
				this.kept.stream()
					.filter((element) -> element instanceof Column column && column.table().equals(check.table())
							&& column.name().equals(check.name().text()))
					.map(Column.class::cast)
					.forEach((column) -> this.dialect.alterColumn(column, column, checksOf(column)).forEach(this::add));
			}
		}
	}

	private void drop(Column column) {
		String name = this.dialect.label(column.table(), column.name());
		List<String> comments = Generation.isExpression(column) ? List.of()
				: List.of("Destroys data: all values of '%s'.".formatted(name));
		add(this.dialect.alter(column.table()) + "drop column " + this.dialect.name(column.name()), comments);
	}

	private void addColumn(Column column) {
		String add = this.dialect.alter(column.table()) + "add column ";
		boolean filled = column.nullable() || column.defaultValue() != null || column.generation() != null;
		if (filled) {
			add(add + this.dialect.columnDefinition(column, List.of()) + this.dialect.keyOf(column, this.changes));
		}
		else {
			Column nullable = nullable(column);
			add(add + this.dialect.columnDefinition(nullable, List.of()));
			fill(nullable, column, null);
		}
		this.dialect.afterAdding(column).forEach(this::add);
	}

	private void alter(Column before, Column after) {
		if (isPostponed(after)) {
			this.postponed.add(new Change(withoutGeneration(after), after));
			change(before, withoutGeneration(after));
		}
		else {
			change(before, after);
		}
	}

	private void change(Column before, Column after) {
		String fill = fillValue(after);
		if (before.nullable() && !after.nullable()) {
			Column nullable = nullable(after);
			if (!nullable.equals(before) && (fill != null)) {
				alterAs(before, nullable);
				fill(nullable, after, fill);
			}
			else if (fill != null) {
				fill(before, after, fill);
			}
			else {
				this.dialect.alterColumn(before, after, checksOf(after))
					.forEach((sql) -> add(sql, sql.contains("not null") ? mark(after, "is null in a row") : List.of()));
			}
			return;
		}
		alterAs(before, after);
	}

	private void alterAs(Column before, Column after) {
		String type = this.dialect.type(after.type());
		List<String> comments = before.type().equals(after.type()) ? List.of() : typeComments(before, after);
		for (String sql : this.dialect.alterColumn(before, after, checksOf(after))) {
			boolean changesType = sql.contains(type);
			add(sql, changesType ? comments : List.of());
			comments = changesType ? List.of() : comments;
		}
	}

	private List<String> typeComments(Column before, Column after) {
		String table = this.dialect.label(after.table());
		if (Types.isWider(after.type(), before.type())) {
			return Types.isText(after.type()) ? List.of() : List.of("Rewrites '%s'.".formatted(table));
		}
		return List.of("Rewrites '%s', and fails if a value of '%s' does not fit the new type.".formatted(table,
				this.dialect.label(after.table(), after.name())));
	}

	private void fill(Column nullable, Column column, @Nullable String known) {
		String fill = (known != null) ? known : fillValue(column);
		if (fill != null) {
			add("update %s set %s = %s where %s is null".formatted(this.dialect.name(column.table()),
					this.dialect.name(column.name()), fill, this.dialect.name(column.name())));
		}
		List<String> comments = (fill != null) ? List.of() : mark(column, "has no value in a row");
		this.dialect.alterColumn(nullable, column, checksOf(column)).forEach((sql) -> add(sql, comments));
	}

	private List<String> mark(Column column, String when) {
		String name = this.dialect.label(column.table(), column.name());
		return List.of(
				"Fails if '%s' %s. Fill it here, or use --fill %s=\"EXPRESSION\":".formatted(name, when,
						ShellWord.of(name)),
				"update %s set %s = ... where %s is null;".formatted(this.dialect.name(column.table()),
						this.dialect.name(column.name()), this.dialect.name(column.name())));
	}

	private @Nullable String fillValue(Column column) {
		String name = MigrationOptions.key(column.table().name() + "." + column.name());
		String value = this.options.fillValues().get(name);
		return (value == null && column.defaultValue() != null) ? this.dialect.expression(column.defaultValue())
				: value;
	}

	private static Column nullable(Column column) {
		return new Column(column.table(), column.name(), column.type(), true, column.defaultValue(),
				column.generation(), column.collation(), column.comment());
	}

	private void addConstraints() {
		Map<ElementKind, List<TableConstraint>> byKind = added(TableConstraint.class, true).stream()
			.collect(Collectors.groupingBy(TableConstraint::kind, LinkedHashMap::new, Collectors.toList()));
		byKind.values()
			.stream()
			.flatMap(List::stream)
			.sorted(Comparator.comparing(TableConstraint::kind))
			.forEach(this::add);
	}

	private void numberAgain() {
		for (Change change : this.postponed) {
			Column column = (Column) change.element();
			this.dialect.alterColumn((Column) Objects.requireNonNull(change.before()), column, checksOf(column))
				.forEach(this::add);
		}
	}

	private void add(TableConstraint constraint) {
		boolean newTable = this.newTables.contains(constraint.table());
		boolean written = constraint.kind() == ElementKind.PRIMARY_KEY
				&& (newTable || this.dialect.isWrittenWithColumn(constraint, this.changes));
		if (written) {
			return;
		}
		TableConstraint named = (TableConstraint) this.dialect.withStableName(constraint);
		add((named.kind() == ElementKind.INDEX) ? this.dialect.createIndex(named) : this.dialect.add(named).strip(),
				newTable ? List.of() : comments(named));
	}

	private List<String> comments(TableConstraint constraint) {
		String table = this.dialect.label(constraint.table());
		boolean unique = constraint.kind() == ElementKind.UNIQUE_CONSTRAINT
				|| constraint.properties().startsWith("unique") || constraint.kind() == ElementKind.PRIMARY_KEY;
		if (unique) {
			return List.of("Fails if rows of '%s' share a value of %s.".formatted(table,
					this.dialect.labels(constraint.terms())));
		}
		return (constraint.kind() == ElementKind.CHECK_CONSTRAINT)
				? List.of("Fails if a row of '%s' violates it.".formatted(table)) : List.of();
	}

	private void addForeignKeys() {
		for (ForeignKey key : added(ForeignKey.class, true)) {
			ForeignKey named = (ForeignKey) this.dialect.withStableName(key);
			boolean known = this.newTables.contains(key.table());
			add(this.dialect.add(named), known ? List.of() : List.of("Fails if a row of '%s' references none of '%s'."
				.formatted(this.dialect.label(key.table()), this.dialect.label(key.referencedTable()))));
		}
	}

	private void dropTables() {
		removed(Table.class).forEach((table) -> add("drop table " + this.dialect.name(table.table()),
				List.of("Destroys data: all rows of '%s'.".formatted(this.dialect.label(table.table())))));
	}

	private <E extends SchemaElement> List<E> added(Class<E> type) {
		return added(type, false);
	}

	/**
	 * What is only there afterward.
	 * @param changed whether to include what is created again
	 */
	private <E extends SchemaElement> List<E> added(Class<E> type, boolean changed) {
		return this.changes.stream()
			.filter((change) -> changed || change.before() == null)
			.map(Change::after)
			.filter(Objects::nonNull)
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
	}

	private <E extends SchemaElement> List<E> removed(Class<E> type) {
		return removed(type, true);
	}

	private <E extends SchemaElement> List<E> removed(Class<E> type, boolean changed) {
		return this.changes.stream()
			.filter((change) -> changed || change.after() == null)
			.map(Change::before)
			.filter(Objects::nonNull)
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
	}

	private void add(String sql) {
		add(sql, List.of());
	}

	private void add(String sql, List<String> comments) {
		this.statements.add(new MigrationStatement(sql, comments));
	}

}
