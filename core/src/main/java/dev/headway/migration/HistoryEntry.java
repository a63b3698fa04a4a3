package dev.headway.migration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One revision, as the scripts and the database know it.
 *
 * @param version the revision's id
 * @param description what it does, for people
 * @param revises ids of its parents
 * @param dependsOn ids or labels of what else must be applied before it
 * @param labels branch labels in force on it
 * @param state what has become of it
 * @param current whether it is one of the current revisions of the database
 * @param head whether no other revision revises it
 * @param branchPoint whether more than one revision revises it
 * @param mergePoint whether it revises more than one revision
 * @param installedOn when it was applied, or {@code null} if it was not
 * @param installedBy the database user who applied it, or {@code null} if it was not
 * @param executionTimeMillis how many milliseconds it took, or {@code null} if it was not
 * applied
 * @param script the script's file name, or the class name of a Java migration
 * @param reversible whether there is an undo script for it
 * @param undoneOn when it was last undone, or {@code null} if it never was
 */
public record HistoryEntry(String version, String description, List<String> revises, List<String> dependsOn,
		Set<String> labels, RevisionState state, boolean current, boolean head, boolean branchPoint, boolean mergePoint,
		@Nullable Instant installedOn, @Nullable String installedBy, @Nullable Integer executionTimeMillis,
		String script, boolean reversible, @Nullable Instant undoneOn) {

}
