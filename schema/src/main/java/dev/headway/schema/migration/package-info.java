/**
 * The statements that turn the structure of a database into another.
 */
@NullMarked
package dev.headway.schema.migration;

import org.jspecify.annotations.NullMarked;
