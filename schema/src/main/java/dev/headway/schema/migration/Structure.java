package dev.headway.schema.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;

/**
 * The elements of a snapshot by table.
 */
final class Structure {

	private final Map<ObjectName, List<SchemaElement>> tables = new LinkedHashMap<>();

	private final List<SchemaElement> others = new ArrayList<>();

	Structure(List<SchemaElement> elements) {
		elements.stream()
			.filter(Table.class::isInstance)
			.forEach((table) -> this.tables.put(((Table) table).table(), new ArrayList<>()));
		for (SchemaElement element : elements) {
			ObjectName table = element.table();
			List<SchemaElement> ofTable = (table != null && !(element instanceof Sequence)) ? this.tables.get(table)
					: null;
			((ofTable != null) ? ofTable : this.others).add(element);
		}
	}

	Set<ObjectName> tables() {
		return this.tables.keySet();
	}

	boolean has(ObjectName table) {
		return this.tables.containsKey(table);
	}

	/**
	 * Whether there is a view, which a model may map as if it were a table.
	 */
	boolean hasView(ObjectName name) {
		return this.others.stream()
			.anyMatch((element) -> element instanceof DefinedObject view && view.name().equals(name)
					&& (view.kind() == ElementKind.VIEW || view.kind() == ElementKind.MATERIALIZED_VIEW));
	}

	/**
	 * The table itself and all its elements.
	 */
	List<SchemaElement> elements(ObjectName table) {
		return this.tables.getOrDefault(table, List.of());
	}

	<E extends SchemaElement> List<E> elements(ObjectName table, Class<E> type) {
		return elements(table).stream().filter(type::isInstance).map(type::cast).toList();
	}

	List<String> columnNames(ObjectName table) {
		return elements(table, Column.class).stream().map(Column::name).toList();
	}

	Optional<Column> column(ObjectName table, String name) {
		return elements(table, Column.class).stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	List<SchemaElement> others() {
		return this.others;
	}

}
