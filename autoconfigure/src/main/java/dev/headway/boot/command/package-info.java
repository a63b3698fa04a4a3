/**
 * The {@code db} commands inside an application.
 */
@NullMarked
package dev.headway.boot.command;

import org.jspecify.annotations.NullMarked;
