/**
 * Writes files so that either all changes happen or none.
 */
@NullMarked
package dev.headway.script.file;

import org.jspecify.annotations.NullMarked;
