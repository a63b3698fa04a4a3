package dev.headway.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
	 * Return the path of the file below its location, as Flyway records it.
	 * @return the path, with slashes
	 */
	default String relativePath() {
		return filename();
	}

	/**
	 * Return the path of the file below the location that it is in. It is different from
	 * {@link #relativePath()} only where several folders of a source tree are read, as
	 * all paths there are relative to one of them.
	 * @return the path, with slashes
	 */
	default String pathInLocation() {
		return relativePath();
	}

	/**
	 * Return whether the file may be a Java migration: a source or class file in a folder
	 * from which Flyway gets classes.
	 * @return whether it is code
	 */
	default boolean isCode() {
		return false;
	}

	/**
	 * Return where the file is, for people.
	 * @return the path
	 */
	default String path() {
		return relativePath();
	}

	/**
	 * Return the file if it was found in the file system. As in Flyway, only such a file
	 * can have another encoding, which is detected or set in a {@code .conf} file.
	 * @return the file, empty for a class path resource
	 */
	default Optional<Path> file() {
		return Optional.empty();
	}

	/**
	 * Return why migrations may be missing: the file is a folder that cannot be read, or
	 * has a name that cannot.
	 * @return the rest of a sentence and how to fix it, {@code null} if nothing is wrong
	 */
	default @Nullable String failure() {
		return null;
	}

	/**
	 * Return whether a link leads to the file, which is not in its location. Messages
	 * must not quote such a file.
	 * @return whether it is elsewhere
	 */
	default boolean isElsewhere() {
		return false;
	}

	/**
	 * Open the file.
	 * @return its bytes, for the caller to close
	 * @throws IOException if it cannot be read
	 */
	InputStream open() throws IOException;

}
