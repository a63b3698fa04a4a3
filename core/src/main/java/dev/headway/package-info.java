/**
 * The root of Headway: what all its packages share.
 */
@NullMarked
package dev.headway;

import org.jspecify.annotations.NullMarked;
