/**
 * The elements of a schema, such as tables, columns and indexes, as values.
 */
@NullMarked
package dev.headway.schema.element;

import org.jspecify.annotations.NullMarked;
