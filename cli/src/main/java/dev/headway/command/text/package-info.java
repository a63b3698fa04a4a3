/**
 * Revisions as text: Alembic's lines, lanes like those of Git's log, JSON.
 */
@NullMarked
package dev.headway.command.text;

import org.jspecify.annotations.NullMarked;
