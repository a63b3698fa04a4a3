/**
 * The engine around Flyway: finding scripts, running upgrades, downgrades and previews,
 * and the guard against direct calls. It is one package so that the service sees little
 * more than {@link dev.headway.flyway.FlywayEngine}.
 */
@NullMarked
package dev.headway.flyway;

import org.jspecify.annotations.NullMarked;
