/**
 * The databases that tests run on.
 */
@NullMarked
package dev.headway.testing.database;

import org.jspecify.annotations.NullMarked;
