package dev.headway.schema;

import java.util.Comparator;

import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;

/**
 * The order in which elements are listed: by kind, the parts of a table right after it,
 * its columns as they stand in it.
 */
final class ElementOrder {

	static final Comparator<SchemaElement> AS_READ = Comparator.comparing(ElementOrder::section)
		.thenComparing(ElementOrder::owner)
		.thenComparing(SchemaElement::kind)
		.thenComparing(ElementOrder::name);

	static final Comparator<SchemaElement> BY_NAME = AS_READ.thenComparing(SchemaElement::label)
		.thenComparing(SchemaElement::definition);

	private ElementOrder() {
	}

	private static ElementKind section(SchemaElement element) {
		return (element.table() != null && element.kind() != ElementKind.SEQUENCE) ? ElementKind.TABLE : element.kind();
	}

	private static String owner(SchemaElement element) {
		ObjectName table = element.table();
		return (section(element) == ElementKind.TABLE && table != null) ? table.toString() : "";
	}

	private static String name(SchemaElement element) {
		return (element.kind() == ElementKind.COLUMN) ? "" : element.identity() + element.definition();
	}

}
