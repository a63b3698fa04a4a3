package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

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
	 * Return the file if it was found in the file system. Flyway grants such a file, and
	 * no class path resource, an encoding of its own, detected or told by the
	 * {@code .conf} file beside it.
	 * @return the file
	 */
	default Optional<Path> file() {
		return Optional.empty();
	}

	/**
	 * Open the file.
	 * @return its bytes, for the caller to close
	 * @throws IOException if it cannot be read
	 */
	InputStream open() throws IOException;

}
