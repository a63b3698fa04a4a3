/**
 * Java migrations one of which needs a class that a test can take away.
 */
@NullMarked
package dev.headway.testing.flyway.unlinkable;

import org.jspecify.annotations.NullMarked;
