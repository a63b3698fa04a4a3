/**
 * The only place that touches Flyway's internal classes.
 */
@NullMarked
package dev.headway.flyway.internals;

import org.jspecify.annotations.NullMarked;
