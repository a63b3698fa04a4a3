/**
 * Gauges of the migration histories, and observations of upgrades and downgrades.
 */
@NullMarked
package dev.headway.boot.metrics;

import org.jspecify.annotations.NullMarked;
