/**
 * The three engines, in this JVM and in fresh ones, and what is measured of them.
 */
@NullMarked
package dev.headway.benchmark.engine;

import org.jspecify.annotations.NullMarked;
