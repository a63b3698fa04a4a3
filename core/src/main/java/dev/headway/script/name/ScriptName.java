package dev.headway.script.name;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * What the name of a script says.
 *
 * @param kind what the script is for
 * @param version its version, {@code null} if repeatable
 * @param description what it does; may be empty
 */
public record ScriptName(ScriptKind kind, @Nullable Version version, String description) {

}
