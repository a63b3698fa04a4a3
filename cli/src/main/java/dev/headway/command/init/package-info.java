/**
 * What {@code db init} creates for people, Git and pipelines.
 */
@NullMarked
package dev.headway.command.init;

import org.jspecify.annotations.NullMarked;
