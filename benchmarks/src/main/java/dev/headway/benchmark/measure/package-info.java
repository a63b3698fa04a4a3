/**
 * Figures: what was measured, medians and spreads, tables of them.
 */
@NullMarked
package dev.headway.benchmark.measure;

import org.jspecify.annotations.NullMarked;
