package dev.headway.schema.migration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

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
import dev.headway.schema.migration.SchemaMigration.Suggestion;

/**
 * Compares the structure of a database with that of a model. Constraints and indexes are
 * the same if they have the same structure, also under other names.
 */
final class SchemaComparison {

	private final Dialect dialect;

	private final Ownership ownership;

	private final Structure database;

	private final Structure model;

	private final Set<ObjectName> droppedTables;

	private final Map<ObjectName, Set<String>> droppedColumns = new HashMap<>();

	private final Map<ObjectName, Set<String>> newColumns = new HashMap<>();

	private final List<Change> changes = new ArrayList<>();

	private final List<SchemaElement> kept = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	private final List<Suggestion> suggestions = new ArrayList<>();

	SchemaComparison(Dialect dialect, MigrationOptions options, Structure database, Structure model) {
		this.dialect = dialect;
		this.ownership = new Ownership(dialect, options.strict());
		this.database = database;
		this.model = model;
		this.droppedTables = database.tables()
			.stream()
			.filter((table) -> !model.has(table)
					&& options.droppedTables().contains(MigrationOptions.key(table.name())))
			.collect(Collectors.toSet());
	}

	SchemaComparison compare() {
		compareOthers();
		this.model.tables().stream().filter(this.database::has).forEach(this::compareColumns);
		for (ObjectName table : this.model.tables()) {
			if (this.database.has(table)) {
				compareConstraints(table);
				compareForeignKeys(table);
			}
			else if (!this.database.hasView(table)) {
				this.model.elements(table).forEach(this::added);
				suggestRename(table);
			}
		}
		Map<Column, Column> retyped = retypedWith(this.changes);
		for (ObjectName table : this.database.tables()) {
			if (!this.model.has(table)) {
				unmapped(table, retyped);
			}
		}
		return this;
	}

	private void unmapped(ObjectName table, Map<Column, Column> retyped) {
		if (this.droppedTables.contains(table)) {
			this.database.elements(table).forEach(this::removed);
			return;
		}
		if (this.ownership.isStrict()) {
			String label = this.dialect.label(table);
			suggest("If the table '%s' is no longer needed".formatted(label), "--drop-table=" + label);
		}
		for (SchemaElement element : this.database.elements(table)) {
			if (element instanceof ForeignKey key && references(key, this.droppedTables, this.droppedColumns)) {
				removed(key);
			}
			else if (element instanceof Column column && retyped.containsKey(column)) {
				changed(column, retyped.get(column));
			}
			else {
				this.kept.add(element);
			}
		}
	}

	/**
	 * Columns of other tables that reference a column whose type changes, with the type
	 * that their foreign keys need then.
	 */
	private Map<Column, Column> retypedWith(List<Change> changes) {
		List<ForeignKey> keys = this.database.tables()
			.stream()
			.filter((table) -> !this.model.has(table) && !this.droppedTables.contains(table))
			.flatMap((table) -> this.database.elements(table, ForeignKey.class).stream())
			.toList();
		Map<Column, Column> retyped = new LinkedHashMap<>();
		Deque<Change> open = new ArrayDeque<>(changes);
		while (!open.isEmpty()) {
			Change change = open.remove();
			if (change.before() instanceof Column before && change.after() instanceof Column after
					&& this.dialect.breaksForeignKeys(before, after)) {
				keys.stream()
					.filter((key) -> key.referencedTable().equals(before.table())
							&& key.referencedColumns().contains(before.name()))
					.map((key) -> this.database
						.column(key.table(), key.columns().get(key.referencedColumns().indexOf(before.name())))
						.orElseThrow())
					.filter((column) -> !retyped.containsKey(column))
					.forEach((column) -> {
						Column target = this.ownership.withType(column, after);
						retyped.put(column, target);
						open.add(new Change(column, target));
					});
			}
		}
		return retyped;
	}

	private void compareOthers() {
		Map<String, SchemaElement> wanted = new HashMap<>();
		this.model.others().forEach((element) -> wanted.put(element.identity(), element));
		for (SchemaElement element : this.database.others()) {
			SchemaElement counterpart = wanted.remove(element.identity());
			if (element instanceof Sequence sequence) {
				both(sequence, (counterpart instanceof Sequence other) ? this.ownership.merged(sequence, other) : null);
			}
			else if (this.dialect.isEnum(element) && !element.definition().contains("''")) {
				both(element, counterpart);
			}
			else {
				keepObject(element, counterpart != null);
			}
		}
		for (SchemaElement element : this.model.others()) {
			if (wanted.containsKey(element.identity())) {
				if (element instanceof Sequence || this.dialect.isEnum(element)) {
					added(element);
				}
				else if (element instanceof DefinedObject object && object.kind() != ElementKind.EXTENSION) {
					remark("Only the model has the %s '%s'. Write its statement.".formatted(object.kind(),
							this.dialect.label(object.name())));
				}
			}
		}
	}

	/**
	 * Keep what no statement is written for.
	 */
	private void keepObject(SchemaElement element, boolean inModel) {
		this.kept.add(element);
		if (this.ownership.isStrict() && !inModel && element instanceof DefinedObject object
				&& object.kind() != ElementKind.EXTENSION) {
			remark("Only the database has the %s '%s'. It is kept.".formatted(object.kind(),
					this.dialect.label(object.name())));
		}
	}

	private void both(SchemaElement database, @Nullable SchemaElement target) {
		if (target == null) {
			if (this.ownership.isStrict()) {
				removed(database);
			}
			else {
				this.kept.add(database);
			}
		}
		else if (target.equals(database)) {
			this.kept.add(database);
		}
		else {
			changed(database, target);
		}
	}

	private void compareColumns(ObjectName table) {
		Set<String> dropped = new HashSet<>();
		Set<String> added = new HashSet<>();
		this.droppedColumns.put(table, dropped);
		this.newColumns.put(table, added);
		for (SchemaElement element : this.database.elements(table)) {
			if (element instanceof Table || element instanceof DefinedObject) {
				keepObject(element, this.model.elements(table).contains(element));
			}
		}
		Map<Column, @Nullable Column> targets = new LinkedHashMap<>();
		for (Column column : this.database.elements(table, Column.class)) {
			targets.put(column,
					this.model.column(table, column.name())
						.map((other) -> this.ownership.merged(column, other))
						.orElse(null));
		}
		targets.forEach((column, target) -> {
			if (target == null) {
				removed(column);
				dropped.add(column.name());
			}
			else if (this.dialect.mustReplace(column, target) || this.dialect.mustReplace(target, column)
					|| (this.dialect.bindsTypes() && dependsOnType(column, targets))) {
				removed(column);
				added(target);
				dropped.add(column.name());
				added.add(column.name());
			}
			else if (target.equals(column)) {
				this.kept.add(column);
			}
			else {
				changed(column, target);
			}
		});
		for (Column column : this.model.elements(table, Column.class)) {
			if (this.database.column(table, column.name()).isEmpty()) {
				added(column);
				added.add(column.name());
			}
		}
		suggestRenames(table);
	}

	/**
	 * Whether a column is generated from one whose type changes.
	 */
	private static boolean dependsOnType(Column column, Map<Column, @Nullable Column> targets) {
		if (!Generation.isExpression(column)) {
			return false;
		}
		Set<String> names = Expression.names(Objects.requireNonNull(column.generation()));
		return targets.entrySet()
			.stream()
			.anyMatch((entry) -> entry.getValue() != null && names.contains(entry.getKey().name())
					&& !(entry.getValue().type().equals(entry.getKey().type())
							&& Objects.equals(entry.getValue().collation(), entry.getKey().collation())));
	}

	private void suggestRenames(ObjectName table) {
		List<Column> dropped = this.database.elements(table, Column.class)
			.stream()
			.filter((column) -> this.model.column(table, column.name()).isEmpty())
			.toList();
		List<Column> added = this.model.elements(table, Column.class)
			.stream()
			.filter((column) -> this.database.column(table, column.name()).isEmpty())
			.toList();
		for (Column before : dropped) {
			List<Column> candidates = added.stream()
				.filter((column) -> this.ownership.sameType(column.type(), before.type()))
				.toList();
			long rivals = dropped.stream()
				.filter((column) -> this.ownership.sameType(column.type(), before.type()))
				.count();
			if (candidates.size() == 1 && rivals == 1) {
				String label = this.dialect.label(table, before.name());
				suggest("If '%s' was renamed".formatted(label),
						"--rename=%s=%s".formatted(label, this.dialect.unfolded(candidates.get(0).name())));
			}
		}
	}

	private void suggestRename(ObjectName added) {
		this.database.tables()
			.stream()
			.filter((table) -> !this.model.has(table) && !this.droppedTables.contains(table)
					&& columnsAndTypes(this.database, table).equals(columnsAndTypes(this.model, added)))
			.map(this.dialect::label)
			.forEach((label) -> suggest("If the table '%s' was renamed".formatted(label),
					"--rename-table=%s=%s".formatted(label, this.dialect.label(added))));
	}

	private Map<String, String> columnsAndTypes(Structure structure, ObjectName table) {
		return structure.elements(table, Column.class)
			.stream()
			.collect(Collectors.toMap(Column::name, (column) -> this.dialect.canonicalType(column.type())));
	}

	private void compareConstraints(ObjectName table) {
		List<TableConstraint> rest = new ArrayList<>(this.database.elements(table, TableConstraint.class));
		List<TableConstraint> unmatched = new ArrayList<>(this.model.elements(table, TableConstraint.class));
		BiPredicate<TableConstraint, TableConstraint> sameStructure = (candidate,
				wanted) -> this.ownership.structure(candidate).equals(this.ownership.structure(wanted));
		match(rest, unmatched, sameStructure.and((candidate, wanted) -> sameName(candidate.name(), wanted.name())),
				this::keep);
		match(rest, unmatched, sameStructure, this::keep);
		for (TableConstraint wanted : unmatched) {
			TableConstraint existing = poll(rest, (candidate) -> isVersionOf(candidate, wanted));
			if (existing != null) {
				changed(existing, wanted);
			}
			else if (isWanted(wanted)) {
				added(wanted);
			}
		}
		rest.forEach(this::onlyInDatabase);
	}

	/**
	 * Keep a constraint. If a column of it is dropped and added again, so is the
	 * constraint.
	 */
	private void keep(TableConstraint existing, TableConstraint wanted) {
		if (touches(existing, this.droppedColumns)) {
			changed(existing, wanted);
		}
		else {
			this.kept.add(existing);
		}
	}

	/**
	 * Whether the model uses a name for something else.
	 */
	private boolean isNameTaken(TableConstraint constraint) {
		return this.model.tables()
			.stream()
			.flatMap((table) -> this.model.elements(table, TableConstraint.class).stream())
			.anyMatch((other) -> other.kind() != ElementKind.PRIMARY_KEY
					&& other.name().text().equalsIgnoreCase(constraint.name().text()));
	}

	private boolean touches(TableConstraint constraint, Map<ObjectName, Set<String>> columns) {
		Set<String> names = columns.getOrDefault(constraint.table(), Set.of());
		return columns(constraint).stream().anyMatch(names::contains);
	}

	private List<String> columns(TableConstraint constraint) {
		List<String> names = new ArrayList<>(this.database.columnNames(constraint.table()));
		names.addAll(this.model.columnNames(constraint.table()));
		return Ownership.columns(constraint, names.stream().distinct().toList());
	}

	private boolean isVersionOf(TableConstraint existing, TableConstraint wanted) {
		if (existing.kind() == ElementKind.PRIMARY_KEY || wanted.kind() == ElementKind.PRIMARY_KEY) {
			return existing.kind() == wanted.kind();
		}
		boolean checkOfSameColumns = existing.kind() == ElementKind.CHECK_CONSTRAINT && wanted.kind() == existing.kind()
				&& !this.ownership.isStrict() && columns(existing).equals(columns(wanted));
		return sameName(existing.name(), wanted.name()) || checkOfSameColumns;
	}

	private static boolean sameName(ElementName existing, ElementName wanted) {
		return !existing.systemMade() && existing.text().equalsIgnoreCase(wanted.text());
	}

	/**
	 * Whether a constraint that only the model has is missing. People rarely write the
	 * checks of enums, and the index of a foreign key may be there without being listed.
	 */
	private boolean isWanted(TableConstraint wanted) {
		if (this.ownership.isStrict()) {
			return true;
		}
		if (wanted.kind() == ElementKind.CHECK_CONSTRAINT) {
			return touches(wanted, this.newColumns);
		}
		return !(this.dialect.repeatsColumns() && wanted.kind() == ElementKind.INDEX
				&& this.database.elements(wanted.table(), ForeignKey.class)
					.stream()
					.anyMatch((key) -> key.columns().equals(wanted.terms())));
	}

	private void onlyInDatabase(TableConstraint constraint) {
		boolean special = constraint.kind() == ElementKind.CHECK_CONSTRAINT
				|| constraint.kind() == ElementKind.PRIMARY_KEY || !this.ownership.isPlain(constraint) || Ownership
					.serves(constraint, this.model.elements(constraint.table(), ForeignKey.class), constraint.table());
		boolean strictly = this.ownership.isStrict() && !isImplied(constraint);
		if (strictly || touches(constraint, this.droppedColumns) || typeChanges(constraint)
				|| isNameTaken(constraint)) {
			removed(constraint);
			return;
		}
		this.kept.add(constraint);
		if (!special) {
			remark("Only the database has the %s '%s' on '%s'. It is kept.".formatted(constraint.kind(),
					this.dialect.unfolded(constraint.name().text()), this.dialect.label(constraint.table())));
		}
	}

	/**
	 * Whether it is the index that a foreign key of the model has in any case. It keeps
	 * its name when a column is renamed.
	 */
	private boolean isImplied(TableConstraint constraint) {
		return constraint.kind() == ElementKind.INDEX && constraint.properties().isEmpty() && this.model
			.elements(constraint.table(), ForeignKey.class)
			.stream()
			.anyMatch((key) -> this.dialect.impliedIndex(key).isPresent() && key.columns().equals(constraint.terms()));
	}

	/**
	 * Whether a constraint or an index that was made for the old type cannot stay.
	 */
	private boolean typeChanges(TableConstraint constraint) {
		return columns(constraint).stream()
			.anyMatch((name) -> this.database.column(constraint.table(), name)
				.flatMap((before) -> this.model.column(constraint.table(), name)
					.filter((after) -> !this.ownership.sameType(before.type(), after.type())
							&& (!Types.family(before.type()).equals(Types.family(after.type()))
									|| Types.isLarge(after.type()))))
				.isPresent());
	}

	private void compareForeignKeys(ObjectName table) {
		List<ForeignKey> rest = new ArrayList<>(this.database.elements(table, ForeignKey.class));
		List<ForeignKey> unmatched = new ArrayList<>(this.model.elements(table, ForeignKey.class));
		BiPredicate<ForeignKey, ForeignKey> sameStructure = (candidate, wanted) -> Ownership.structure(candidate)
			.equals(Ownership.structure(wanted));
		BiPredicate<ForeignKey, ForeignKey> sameName = (candidate, wanted) -> sameName(candidate.name(), wanted.name());
		match(rest, unmatched, sameStructure.and(sameName), this::keep);
		match(rest, unmatched, sameStructure, this::keep);
		match(rest, unmatched, sameName, this::changed);
		unmatched.forEach(this::added);
		for (ForeignKey key : rest) {
			boolean own = !this.model.has(key.referencedTable()) && !this.ownership.isStrict();
			if (own && !references(key, this.droppedTables, this.droppedColumns)) {
				this.kept.add(key);
			}
			else {
				removed(key);
			}
		}
	}

	private void keep(ForeignKey existing, ForeignKey wanted) {
		ForeignKey target = this.ownership.merged(existing, wanted);
		if (target.equals(existing) && !references(existing, Set.of(), this.droppedColumns)) {
			this.kept.add(existing);
		}
		else {
			changed(existing, this.dialect.withStableName(target));
		}
	}

	/**
	 * Take the pairs of both lists that a condition is true for.
	 */
	private static <E> void match(List<E> existing, List<E> wanted, BiPredicate<E, E> condition,
			BiConsumer<E, E> action) {
		wanted.removeIf((target) -> {
			E found = poll(existing, (candidate) -> condition.test(candidate, target));
			if (found != null) {
				action.accept(found, target);
			}
			return found != null;
		});
	}

	private static boolean references(ForeignKey key, Set<ObjectName> tables, Map<ObjectName, Set<String>> columns) {
		Set<String> own = columns.getOrDefault(key.table(), Set.of());
		Set<String> referenced = columns.getOrDefault(key.referencedTable(), Set.of());
		return tables.contains(key.referencedTable()) || key.columns().stream().anyMatch(own::contains)
				|| key.referencedColumns().stream().anyMatch(referenced::contains);
	}

	private static <E> @Nullable E poll(List<E> list, Function<E, Boolean> condition) {
		for (E element : list) {
			if (condition.apply(element)) {
				list.remove(element);
				return element;
			}
		}
		return null;
	}

	private void added(SchemaElement element) {
		this.changes.add(new Change(null, element));
	}

	private void removed(SchemaElement element) {
		this.changes.add(new Change(element, null));
	}

	private void changed(SchemaElement before, SchemaElement after) {
		this.changes.add(new Change(before, after));
	}

	private void remark(String text) {
		this.remarks.add(text);
	}

	private void suggest(String condition, String option) {
		this.suggestions.add(new Suggestion(condition, option));
	}

	List<Change> changes() {
		return this.changes;
	}

	List<SchemaElement> kept() {
		return this.kept;
	}

	List<Suggestion> suggestions() {
		return this.suggestions;
	}

	List<String> remarks() {
		return this.remarks;
	}

}
