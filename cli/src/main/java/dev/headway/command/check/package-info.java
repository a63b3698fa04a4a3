/**
 * What {@code db check} finds, for people and for programs.
 */
@NullMarked
package dev.headway.command.check;

import org.jspecify.annotations.NullMarked;
