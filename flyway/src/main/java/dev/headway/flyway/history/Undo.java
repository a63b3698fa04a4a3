package dev.headway.flyway.history;

import org.jspecify.annotations.Nullable;

import dev.headway.script.Script;

/**
 * One revision that shall no longer be applied.
 *
 * @param applied the row that says it is
 * @param script the undo script to run, or {@code null} to change only the record
 */
public record Undo(HistoryRow applied, @Nullable Script script) {

}
