/**
 * The revision graph: revisions, their heads and bases, and the symbols that name them.
 * More than fifteen types, because the algorithms behind
 * {@link dev.headway.revision.RevisionGraph} are package-private classes of their own.
 */
@NullMarked
package dev.headway.revision;

import org.jspecify.annotations.NullMarked;
