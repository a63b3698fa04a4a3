package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Renames files for {@link FileChanges#apply}, for example with {@code git mv}. It is
 * also called to undo a rename when a later change fails.
 */
@FunctionalInterface
public interface FileMover {

	/**
	 * Rename a file.
	 * @param from the file
	 * @param to its new name; no such file exists
	 * @throws IOException if it cannot be renamed; it then has its old name
	 */
	void move(Path from, Path to) throws IOException;

	/**
	 * Called once all files have their new names. If it fails, all renames are undone and
	 * it is called again.
	 * @throws IOException if it fails
	 */
	default void finish() throws IOException {
	}

	/**
	 * Return a mover that only renames files, never through a link.
	 * @return the mover
	 */
	static FileMover plain() {
		return ConfinedFiles::rename;
	}

}
