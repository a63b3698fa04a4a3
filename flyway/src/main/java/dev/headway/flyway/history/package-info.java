/**
 * Reads and writes Flyway's schema history and the graph table beside it.
 */
@NullMarked
package dev.headway.flyway.history;

import org.jspecify.annotations.NullMarked;
