/**
 * Measures what needs no database: graphs, plans and checks.
 */
@NullMarked
package dev.headway.benchmark.files;

import org.jspecify.annotations.NullMarked;
