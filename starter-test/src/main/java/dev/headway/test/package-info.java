/**
 * History tests: dynamic tests of a project's own migrations for its own suite.
 */
@NullMarked
package dev.headway.test;

import org.jspecify.annotations.NullMarked;
