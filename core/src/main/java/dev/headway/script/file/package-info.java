/**
 * Changes to files that are made completely or not at all.
 */
@NullMarked
package dev.headway.script.file;

import org.jspecify.annotations.NullMarked;
