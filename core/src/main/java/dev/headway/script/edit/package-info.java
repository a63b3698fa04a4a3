/**
 * Writes migrations to disk: new ones, merges, and the rebase of one branch onto another.
 */
@NullMarked
package dev.headway.script.edit;

import org.jspecify.annotations.NullMarked;
