package dev.headway.script.edit;

import dev.headway.script.Script;
import dev.headway.script.ScriptResource;
import dev.headway.script.text.Header;

/**
 * A migration of the side that a rebase moves. What its header names is a migration of
 * the same side, if that has or replaces such a version.
 *
 * @param script the migration
 * @param resource its file
 * @param header its header
 */
record MovingScript(Script script, ScriptResource resource, Header header) {

}
