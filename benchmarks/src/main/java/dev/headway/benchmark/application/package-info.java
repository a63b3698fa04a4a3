/**
 * Measures whole applications: their start and their actuator.
 */
@NullMarked
package dev.headway.benchmark.application;

import org.jspecify.annotations.NullMarked;
