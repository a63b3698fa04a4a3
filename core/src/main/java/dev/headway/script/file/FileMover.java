package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moves a file to another name, such as by {@code git mv}. Also asked to move it back if
 * a later change fails.
 */
@FunctionalInterface
public interface FileMover {

	/**
	 * Move a file.
	 * @param from the file
	 * @param to its new name, which no file has
	 * @throws IOException if it cannot be moved; it is then where it was
	 */
	void move(Path from, Path to) throws IOException;

	/**
	 * Do what is left to do once all files have their new names. If it fails, they get
	 * their old names back, and this is called again.
	 * @throws IOException if it cannot be done
	 */
	default void finish() throws IOException {
	}

	/**
	 * Return one that moves files and does nothing else.
	 * @return the mover
	 */
	static FileMover plain() {
		return Files::move;
	}

}
