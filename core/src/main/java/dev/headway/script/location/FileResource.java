package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.headway.script.ScriptResource;

/**
 * A file in a folder.
 *
 * @param filename its name
 * @param relativePath where it lies below its location
 * @param onDisk the file
 * @param fromClassPath whether the folder was found on the class path
 */
record FileResource(String filename, String relativePath, Path onDisk,
		boolean fromClassPath) implements ScriptResource {

	static FileResource inFolder(Location location, String path, Path file) {
		return of(location, path, file, false);
	}

	static FileResource onClassPath(Location location, String path, Path file) {
		return of(location, path, file, true);
	}

	private static FileResource of(Location location, String path, Path file, boolean fromClassPath) {
		String filename = path.substring(path.lastIndexOf('/') + 1);
		return new FileResource(filename, location.relativize(path), file, fromClassPath);
	}

	@Override
	public String path() {
		return this.onDisk.toString();
	}

	@Override
	public Optional<Path> file() {
		return this.fromClassPath ? Optional.empty() : Optional.of(this.onDisk);
	}

	@Override
	public InputStream open() throws IOException {
		return Files.newInputStream(this.onDisk);
	}

}
