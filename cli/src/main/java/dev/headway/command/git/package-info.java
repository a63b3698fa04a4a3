/**
 * The little of Git that commands need, by running {@code git}.
 */
@NullMarked
package dev.headway.command.git;

import org.jspecify.annotations.NullMarked;
