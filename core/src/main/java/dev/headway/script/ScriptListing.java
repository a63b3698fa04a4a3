package dev.headway.script;

import java.nio.file.Path;
import java.util.List;

/**
 * The files found in all locations of migrations. Closing it closes archives; after that,
 * files can still be opened one by one.
 */
@FunctionalInterface
public interface ScriptListing extends AutoCloseable {

	/**
	 * Return the files, each once, in stable order.
	 * @return the files
	 */
	List<ScriptResource> resources();

	/**
	 * Return the names of the classes in class path locations, which may be Java
	 * migrations.
	 * @return the names
	 */
	default List<String> classNames() {
		return List.of();
	}

	/**
	 * Return the folders on disk that the files are in, or were built from.
	 * @return the folders, empty if that is not known
	 */
	default List<Path> folders() {
		return List.of();
	}

	/**
	 * Return the locations that do not exist.
	 * @return the locations as configured
	 */
	default List<String> missingLocations() {
		return List.of();
	}

	/**
	 * Return the locations with an unsupported prefix, such as cloud storage.
	 * @return the locations as configured
	 */
	default List<String> unsupportedLocations() {
		return List.of();
	}

	@Override
	default void close() {
	}

}
