package dev.headway.schema;

import java.util.ArrayList;
import java.util.List;

import dev.headway.schema.element.SchemaElement;

/**
 * Reads the catalog of PostgreSQL. What belongs to an extension is left out.
 */
final class PostgresqlReader implements Dialect.Reader {

	@Override
	public List<SchemaElement> read(Catalog catalog) {
		List<SchemaElement> elements = new ArrayList<>();
		elements.addAll(new PostgresqlTables(catalog).read());
		elements.addAll(new PostgresqlConstraints(catalog).read());
		elements.addAll(new PostgresqlObjects(catalog).read());
		return elements;
	}

}
