/**
 * Measures Headway beside stock Flyway and Liquibase; a program to run by hand.
 */
@NullMarked
package dev.headway.benchmark;

import org.jspecify.annotations.NullMarked;
