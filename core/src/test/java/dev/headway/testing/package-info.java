/**
 * Migration folders for tests.
 */
@NullMarked
package dev.headway.testing;

import org.jspecify.annotations.NullMarked;
