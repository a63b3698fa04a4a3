/**
 * The {@code db} commands: thin shells over the core, for applications and as a program
 * of its own.
 */
@NullMarked
package dev.headway.command;

import org.jspecify.annotations.NullMarked;
