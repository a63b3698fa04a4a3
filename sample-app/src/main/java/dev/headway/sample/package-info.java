/**
 * A small application whose migrations show what Headway is for.
 */
@NullMarked
package dev.headway.sample;

import org.jspecify.annotations.NullMarked;
