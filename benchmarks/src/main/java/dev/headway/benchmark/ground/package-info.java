/**
 * The ground of a measurement: migrations, databases and settings.
 */
@NullMarked
package dev.headway.benchmark.ground;

import org.jspecify.annotations.NullMarked;
