/**
 * The migration services by Flyway bean, and the monitor that reads them for health,
 * metrics and endpoint.
 */
@NullMarked
package dev.headway.boot;

import org.jspecify.annotations.NullMarked;
