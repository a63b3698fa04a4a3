/**
 * How long statements of scripts wait for locks, and for whom.
 */
@NullMarked
package dev.headway.flyway.lock;

import org.jspecify.annotations.NullMarked;
