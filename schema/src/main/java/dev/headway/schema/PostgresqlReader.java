package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;

import dev.headway.schema.element.SchemaElement;

/**
 * Reads the catalogue of PostgreSQL. What belongs to an extension is left out.
 */
final class PostgresqlReader implements SchemaReader {

	@Override
	public List<SchemaElement> read(Catalog catalogue) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(new PostgresqlTables(catalogue).read());
		elements.addAll(new PostgresqlConstraints(catalogue).read());
		elements.addAll(new PostgresqlObjects(catalogue).read());
		return elements;
	}

}
