/**
 * The {@code db} commands for migrations that failed.
 */
@NullMarked
package dev.headway.command.failure;

import org.jspecify.annotations.NullMarked;
