/**
 * The {@code migrations} health contributor and its place in the readiness group.
 */
@NullMarked
package dev.headway.boot.health;

import org.jspecify.annotations.NullMarked;
