package dev.headway.script.location;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file in a folder.
 *
 * @param path where it is
 * @param size how many bytes it has
 * @param lastModified when it was last changed
 */
record FolderFile(Path path, long size, FileTime lastModified) {

}
