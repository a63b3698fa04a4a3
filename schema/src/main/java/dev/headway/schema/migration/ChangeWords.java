package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.SchemaDifference.Change;
import dev.headway.schema.SchemaDifference.ChangeType;
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
 * Describes changes for people. A table that is added or removed stands for its parts.
 */
final class ChangeWords {

	private final Dialect dialect;

	private final List<DetectedChange> detected = new ArrayList<>();

	private ChangeWords(Dialect dialect) {
		this.dialect = dialect;
	}

	static List<DetectedChange> of(List<Change> renames, List<Change> changes, Dialect dialect) {
		ChangeWords words = new ChangeWords(dialect);
		Set<ObjectName> tables = new HashSet<>();
		changes.stream()
			.filter((change) -> change.element() instanceof Table)
			.forEach((change) -> tables.add(Objects.requireNonNull(change.element().table())));
		renames.forEach((change) -> words.add(change, "renamed %s '%s' to '%s'".formatted(change.element().kind(),
				words.name(Objects.requireNonNull(change.before())), words.name(change.element()))));
		changes.stream()
			.filter((change) -> change.element() instanceof Table || change.element() instanceof Sequence
					|| !tables.contains(change.element().table()))
			.forEach(words::describe);
		return List.copyOf(words.detected);
	}

	private void describe(Change change) {
		if (change.before() instanceof Column before && change.after() instanceof Column after) {
			describe(change, before, after);
			return;
		}
		String verb = switch (change.type()) {
			case ADDED -> "added";
			case REMOVED -> "removed";
			case CHANGED -> "changed";
		};
		String details = (change.before() instanceof Sequence before && change.after() instanceof Sequence after
				&& before.increment() != after.increment())
						? ": increment from %d to %d".formatted(before.increment(), after.increment()) : "";
		add(change, "%s %s '%s'%s%s".formatted(verb, change.element().kind(), name(change.element()),
				on(change.element()), details));
	}

	private void describe(Change change, Column before, Column after) {
		String name = name(after);
		if (!before.type().equals(after.type())) {
			add(change, "type change from %s to %s on '%s'".formatted(this.dialect.type(before.type()),
					this.dialect.type(after.type()), name));
		}
		if (before.nullable() != after.nullable()) {
			add(change, "%s on column '%s'".formatted(after.nullable() ? "NULL" : "NOT NULL", name));
		}
		describe(change, "default", before.defaultValue(), after.defaultValue(), name);
		describe(change, "generation", before.generation(), after.generation(), name);
		describe(change, "collation", before.collation(), after.collation(), name);
		describe(change, "comment", before.comment(), after.comment(), name);
	}

	private void describe(Change change, String what, @Nullable String before, @Nullable String after, String name) {
		if (!Objects.equals(before, after)) {
			add(change, "change of %s from %s to %s on '%s'".formatted(what, Objects.requireNonNullElse(before, "none"),
					Objects.requireNonNullElse(after, "none"), name));
		}
	}

	private void add(Change change, String text) {
		boolean renamed = change.before() != null && change.after() != null;
		this.detected.add(new DetectedChange(renamed ? ChangeType.CHANGED : change.type(), change.element().kind(),
				name(change.element()), "Detected " + text));
	}

	private String name(SchemaElement element) {
		if (element instanceof Table table) {
			return this.dialect.label(table.table());
		}
		if (element instanceof Column column) {
			return this.dialect.label(column.table(), column.name());
		}
		if (element instanceof TableConstraint constraint) {
			return (constraint.kind() == ElementKind.PRIMARY_KEY) ? this.dialect.label(constraint.table())
					: this.dialect.unfolded(constraint.name().text());
		}
		if (element instanceof ForeignKey key) {
			return this.dialect.unfolded(key.name().text());
		}
		return this.dialect
			.name((element instanceof Sequence sequence) ? sequence.name() : ((DefinedObject) element).name());
	}

	private String on(SchemaElement element) {
		if (element instanceof TableConstraint constraint) {
			String terms = (constraint.kind() == ElementKind.CHECK_CONSTRAINT) ? ""
					: " " + this.dialect.labels(constraint.terms());
			return " on '" + this.dialect.label(constraint.table()) + terms + "'";
		}
		if (element instanceof ForeignKey key) {
			return " on '%s %s' to '%s %s'".formatted(this.dialect.label(key.table()),
					this.dialect.labels(key.columns()), this.dialect.label(key.referencedTable()),
					this.dialect.labels(key.referencedColumns()));
		}
		return "";
	}

}
