/**
 * The engine around Flyway: finding scripts, running upgrades, downgrades and previews,
 * and the guard against direct calls.
 */
@NullMarked
package dev.headway.flyway;

import org.jspecify.annotations.NullMarked;
