/**
 * The structure of a database at one moment, and the difference between two.
 */
@NullMarked
package dev.headway.schema;

import org.jspecify.annotations.NullMarked;
