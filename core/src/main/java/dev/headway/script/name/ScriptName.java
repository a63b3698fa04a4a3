package dev.headway.script.name;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * The parts of a script's name, read by {@link ScriptNames}.
 *
 * @param kind the purpose of the script
 * @param version its version, {@code null} if repeatable
 * @param description what it does; may be empty
 */
public record ScriptName(ScriptKind kind, @Nullable Version version, String description) {

}
