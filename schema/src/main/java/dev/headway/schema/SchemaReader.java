package dev.headway.schema;

import java.util.List;

import dev.headway.schema.element.SchemaElement;

/**
 * Reads the elements of a schema from the catalogue of one kind of database, with a
 * number of statements that does not grow with the schema.
 */
@FunctionalInterface
interface SchemaReader {

	List<SchemaElement> read(Catalog catalogue);

}
