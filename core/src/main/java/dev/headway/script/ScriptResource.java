package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file in a location of migrations.
 */
public interface ScriptResource {

	/**
	 * Return the name of the file.
	 * @return the name without folders
	 */
	String filename();

	/**
	 * Return where the file lies below its location, as Flyway records it.
	 * @return the path, with slashes
	 */
	default String relativePath() {
		return filename();
	}

	/**
	 * Return where the file is, for people.
	 * @return the path
	 */
	default String path() {
		return relativePath();
	}

	/**
	 * Return whether the file may be in an encoding of its own, told by detection or by
	 * its {@code .conf} file. Flyway grants that to files, not to class path resources.
	 * @return whether it may
	 */
	default boolean mayHaveOwnEncoding() {
		return false;
	}

	/**
	 * Open the file.
	 * @return its bytes, for the caller to close
	 * @throws IOException if it cannot be read
	 */
	InputStream open() throws IOException;

}
