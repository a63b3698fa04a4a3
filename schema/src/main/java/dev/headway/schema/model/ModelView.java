package dev.headway.schema.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.schema.SchemaSnapshot;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * A model without what does not count as a difference: types that Hibernate accepts, and
 * tables that are views there.
 */
final class ModelView {

	private static final Pattern TYPE = Pattern.compile("([^(]*)(?:\\((.*)\\))?([^()]*)");

	private static final Set<String> TEXTS = Set.of("text", "varchar", "character varying");

	private final MappedDatabase database;

	private final List<UnitModel> units;

	private final Map<String, Column> columns = new HashMap<>();

	private final Set<String> views;

	ModelView(MappedDatabase database, List<UnitModel> units) {
		this.database = database;
		this.units = units;
		database.snapshot()
			.all(Column.class)
			.forEach((column) -> this.columns.put(UnitModel.key(column.table().name(), column.name()), column));
		this.views = database.snapshot()
			.all(DefinedObject.class)
			.stream()
			.filter((object) -> object.kind() == ElementKind.VIEW || object.kind() == ElementKind.MATERIALIZED_VIEW)
			.map((view) -> view.name().name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

	SchemaSnapshot of(SchemaSnapshot model) {
		return new SchemaSnapshot(
				model.elements().stream().filter((element) -> !isView(element.table())).map(this::aligned).toList());
	}

	private boolean isView(@Nullable ObjectName table) {
		return table != null && this.views.contains(table.name().toLowerCase(Locale.ROOT));
	}

	private SchemaElement aligned(SchemaElement element) {
		return (element instanceof Column column) ? aligned(column) : element;
	}

	private Column aligned(Column model) {
		Column found = this.columns.get(UnitModel.key(model.table().name(), model.name()));
		if (found == null || found.type().equals(model.type()) || !areEqual(model, found)) {
			return model;
		}
		return new Column(model.table(), model.name(), found.type(), model.nullable(), model.defaultValue(),
				model.generation(), model.collation(), model.comment());
	}

	private boolean areEqual(Column model, Column found) {
		Type wanted = Type.of(model.type());
		Type actual = Type.of(found.type());
		if (actual.takes(wanted)) {
			return true;
		}
		if (wanted.base().equals(actual.base())) {
			return wanted.isTemporal();
		}
		boolean fits = actual.arguments().isEmpty() || actual.arguments().equals(wanted.arguments())
				|| (wanted.isTemporal() && actual.isTemporal());
		return fits && isAccepted(found);
	}

	private boolean isAccepted(Column found) {
		String table = found.table().name();
		return this.database.find(table, found.name())
			.flatMap((jdbc) -> this.units.stream()
				.map((unit) -> unit.accepts(table, found.name(), jdbc))
				.flatMap(Optional::stream)
				.findFirst())
			.orElse(false);
	}

	/**
	 * The parts of a type.
	 *
	 * @param base its name
	 * @param arguments what its name has in parentheses, such as a length
	 */
	private record Type(String base, String arguments) {

		static Type of(String text) {
			Matcher parts = TYPE.matcher(text.toLowerCase(Locale.ROOT));
			if (!parts.matches()) {
				return new Type(text, "");
			}
			String arguments = parts.group(2);
			return new Type((parts.group(1).strip() + " " + parts.group(3).strip()).strip(),
					(arguments != null) ? arguments : "");
		}

		/**
		 * Whether the type is text that takes all values of another one: text without a
		 * limit, or instead of an enum that the database knows.
		 */
		boolean takes(Type other) {
			return isText() && (other.base.equals("enum") || (other.isText() && this.arguments.isEmpty()));
		}

		private boolean isText() {
			return TEXTS.contains(this.base);
		}

		boolean isTemporal() {
			return this.base.startsWith("time") || this.base.startsWith("datetime");
		}

	}

}
