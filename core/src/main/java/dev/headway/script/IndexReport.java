package dev.headway.script;

import org.jspecify.annotations.Nullable;

/**
 * What became of an index that lies in a location.
 *
 * @param path where it is, for people
 * @param scripts how many scripts need not be read thanks to it
 * @param fault why it was left aside and all scripts are read; {@code null} if it was
 * used
 */
public record IndexReport(String path, int scripts, @Nullable String fault) {

}
