/**
 * Changes to the files of a folder of migrations: new revisions, merges and rebases.
 */
@NullMarked
package dev.headway.script.edit;

import org.jspecify.annotations.NullMarked;
