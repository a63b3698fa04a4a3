/**
 * Support for tests that run Flyway.
 */
@NullMarked
package dev.headway.testing.flyway;

import org.jspecify.annotations.NullMarked;
