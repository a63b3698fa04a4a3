package dev.headway.schema.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ForeignKey;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.TableConstraint;

/**
 * What belongs to the database: what a model cannot describe is kept. So an element that
 * both have becomes the model's with the database's own facts.
 */
final class Ownership {

	private static final Pattern PLAIN_COLUMN = Pattern.compile("\\w+|\"[^\"]+\"");

	private final Dialect dialect;

	private final boolean strict;

	Ownership(Dialect dialect, boolean strict) {
		this.dialect = dialect;
		this.strict = strict;
	}

	boolean isStrict() {
		return this.strict;
	}

	/**
	 * The column as it should become.
	 */
	Column merged(Column database, Column model) {
		boolean sameType = sameType(database.type(), model.type());
		String type = sameType ? database.type() : model.type();
		boolean sameFamily = Types.family(database.type()).equals(Types.family(model.type()));
		String generation = generation(database, model, sameFamily);
		String defaultValue = merged(database.defaultValue(), model.defaultValue(), sameFamily);
		return new Column(database.table(), database.name(), type, model.nullable(),
				(generation != null && !generation.startsWith("on update") && model.defaultValue() == null
						&& database.defaultValue() == null) ? null : defaultValue,
				generation, merged(database.collation(), model.collation(), Types.hasCollation(type)),
				merged(database.comment(), model.comment(), true));
	}

	/**
	 * The column with the type of one that it references.
	 */
	Column withType(Column column, Column referenced) {
		boolean sameFamily = Types.family(column.type()).equals(Types.family(referenced.type()));
		return new Column(column.table(), column.name(), referenced.type(), column.nullable(),
				sameFamily ? column.defaultValue() : null, sameFamily ? column.generation() : null,
				referenced.collation(), column.comment());
	}

	private @Nullable String generation(Column database, Column model, boolean sameFamily) {
		if (this.strict) {
			return same(database.generation(), model.generation()) ? database.generation() : model.generation();
		}
		if (Generation.isNumbered(model)) {
			return Generation.isNumbered(database) ? database.generation() : model.generation();
		}
		if (model.generation() == null && (Generation.isAlwaysIdentity(database) || !sameFamily)) {
			return null;
		}
		return merged(database.generation(), model.generation(), true);
	}

	private @Nullable String merged(@Nullable String database, @Nullable String model, boolean keep) {
		if (same(database, model)) {
			return database;
		}
		return (model == null && keep && !this.strict) ? database : model;
	}

	boolean sameType(String one, String other) {
		return this.dialect.canonicalType(one).equals(this.dialect.canonicalType(other));
	}

	static boolean same(@Nullable String one, @Nullable String other) {
		return (one == null || other == null) ? Objects.equals(one, other)
				: Expression.canonical(one).equals(Expression.canonical(other));
	}

	/**
	 * The foreign key as it should become. It has the name that the database knows.
	 */
	ForeignKey merged(ForeignKey database, ForeignKey model) {
		return new ForeignKey(database.table(), database.name(), database.columns(), database.referencedTable(),
				database.referencedColumns(), rule(database.onUpdate(), model.onUpdate()),
				rule(database.onDelete(), model.onDelete()),
				(this.strict || !model.properties().isEmpty()) ? model.properties() : database.properties());
	}

	private String rule(String database, String model) {
		return (!this.strict && model.equals(ForeignKey.NO_ACTION)) ? database : model;
	}

	/**
	 * The sequence as it should become. A model only knows the increment.
	 */
	Sequence merged(Sequence database, Sequence model) {
		return this.strict
				? new Sequence(database.name(), database.table(), database.type(), database.start(), model.increment(),
						model.minimum(), model.maximum(), model.cache(), model.cycle())
				: new Sequence(database.name(), database.table(), database.type(), database.start(), model.increment(),
						database.minimum(), database.maximum(), database.cache(), database.cycle());
	}

	/**
	 * What a constraint or an index is, apart from its name. A unique index is a unique
	 * constraint, and the order of its columns does not count.
	 */
	Object structure(TableConstraint constraint) {
		return switch (constraint.kind()) {
			case CHECK_CONSTRAINT -> List.of(constraint.kind(), Expression.canonical(constraint.terms().get(0)));
			case INDEX -> (isPlain(constraint) && constraint.properties().equals("unique")) ? unique(constraint)
					: List.of(constraint.kind(), constraint.terms().stream().map(Expression::canonical).toList(),
							Expression.canonical(constraint.properties()));
			case UNIQUE_CONSTRAINT -> constraint.properties().isEmpty() ? unique(constraint)
					: List.of(constraint.kind(), constraint.terms(), constraint.properties());
			default -> List.of(constraint.kind(), constraint.terms());
		};
	}

	private static Object unique(TableConstraint constraint) {
		return List.of(ElementKind.UNIQUE_CONSTRAINT,
				constraint.terms().stream().map((term) -> term.replace("\"", "")).sorted().toList());
	}

	static Object structure(ForeignKey key) {
		Set<List<String>> pairs = new HashSet<>();
		for (int at = 0; at < key.columns().size(); at++) {
			pairs.add(List.of(key.columns().get(at), key.referencedColumns().get(at)));
		}
		return List.of(key.referencedTable(), pairs);
	}

	/**
	 * Whether a model could describe this index or unique constraint.
	 */
	boolean isPlain(TableConstraint constraint) {
		boolean plain = constraint.properties().isEmpty()
				|| (constraint.kind() == ElementKind.INDEX && constraint.properties().equals("unique"));
		return plain && constraint.terms().stream().allMatch((term) -> PLAIN_COLUMN.matcher(term).matches());
	}

	/**
	 * The columns of a constraint or an index, also those in its expressions.
	 */
	static List<String> columns(TableConstraint constraint, List<String> columnsOfTable) {
		Set<String> names = new HashSet<>(constraint.terms());
		constraint.terms().forEach((term) -> names.addAll(Expression.names(term)));
		return columnsOfTable.stream().filter(names::contains).toList();
	}

	/**
	 * Whether an index serves a foreign key.
	 */
	static boolean serves(TableConstraint index, List<ForeignKey> keys, ObjectName table) {
		return keys.stream()
			.anyMatch((key) -> key.table().equals(table) && index.terms().size() >= key.columns().size()
					&& index.terms().subList(0, key.columns().size()).equals(key.columns()));
	}

}
