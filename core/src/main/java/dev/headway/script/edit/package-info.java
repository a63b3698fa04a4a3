/**
 * Changes to the files of a folder of migrations: new revisions, merges and rebases.
 * There are more than 15 types because a rebase is split into what it reads, decides and
 * writes; only {@link dev.headway.script.edit.ScriptFolder} and the types of its
 * parameters are public.
 */
@NullMarked
package dev.headway.script.edit;

import org.jspecify.annotations.NullMarked;
