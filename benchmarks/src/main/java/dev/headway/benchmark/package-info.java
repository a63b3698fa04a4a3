/**
 * Compares Headway with stock Flyway and Liquibase. Sharing one package keeps all types
 * except the program package-private, so there are more than 15: a class for each case
 * and the few that they have in common.
 */
@NullMarked
package dev.headway.benchmark;

import org.jspecify.annotations.NullMarked;
