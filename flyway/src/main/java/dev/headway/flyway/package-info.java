/**
 * The only place that knows Flyway: schema history, upgrade and guard.
 */
@NullMarked
package dev.headway.flyway;

import org.jspecify.annotations.NullMarked;
