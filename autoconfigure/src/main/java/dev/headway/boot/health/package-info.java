/**
 * The {@code migrations} health contributor, as a member of the readiness group.
 */
@NullMarked
package dev.headway.boot.health;

import org.jspecify.annotations.NullMarked;
