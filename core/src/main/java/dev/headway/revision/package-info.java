/**
 * The revision graph: revisions, their heads and bases, and the symbols that name them.
 */
@NullMarked
package dev.headway.revision;

import org.jspecify.annotations.NullMarked;
