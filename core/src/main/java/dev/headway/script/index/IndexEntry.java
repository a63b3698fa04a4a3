package dev.headway.script.index;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.ScriptText;

/**
 * A file in an index.
 *
 * @param size how many bytes it has
 * @param crc their CRC-32
 * @param text what reading it finds, {@code null} if it is no script or something is
 * wrong with it, so that it has to be read
 */
record IndexEntry(long size, long crc, @Nullable ScriptText text) {

}
