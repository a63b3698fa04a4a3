/**
 * A small application whose migrations tell Headway's story.
 */
@NullMarked
package dev.headway.sample;

import org.jspecify.annotations.NullMarked;
