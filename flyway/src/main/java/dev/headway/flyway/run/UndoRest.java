package dev.headway.flyway.run;

import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.Undo;

/**
 * The rest of an undo script that did not finish.
 *
 * @param undo the revision
 * @param found how far it had got when that was decided
 * @param continued what counts as done
 */
public record UndoRest(Undo undo, ScriptRun found, ScriptRun continued) {

}
