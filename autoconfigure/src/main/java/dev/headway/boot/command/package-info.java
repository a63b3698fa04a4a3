/**
 * Runs the {@code db} commands in the application, instead of the application.
 */
@NullMarked
package dev.headway.boot.command;

import org.jspecify.annotations.NullMarked;
