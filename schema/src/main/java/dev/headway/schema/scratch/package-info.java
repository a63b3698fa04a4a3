/**
 * Schemas that exist only while statements run in them.
 */
@NullMarked
package dev.headway.schema.scratch;

import org.jspecify.annotations.NullMarked;
