package dev.headway.script;

import org.jspecify.annotations.Nullable;

/**
 * A migration written in Java.
 *
 * @param className name of its class
 * @param version its version, {@code null} for a repeatable one
 * @param description what it does
 * @param revises the annotation on the class, if any
 * @param checksum its checksum, if it has one
 */
public record CodeMigration(String className, @Nullable String version, String description, @Nullable Revises revises,
		@Nullable Integer checksum) {

}
