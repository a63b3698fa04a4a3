/**
 * The console of a command: its streams, colors and the progress of an upgrade.
 */
@NullMarked
package dev.headway.command.console;

import org.jspecify.annotations.NullMarked;
