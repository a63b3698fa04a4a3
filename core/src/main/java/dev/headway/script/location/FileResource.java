package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.headway.script.ScriptResource;

/**
 * A file in a {@link Folder}.
 *
 * @param relativePath its path below its location
 * @param onDisk the file
 * @param fromClassPath whether the folder was found on the class path
 */
record FileResource(String relativePath, Path onDisk, boolean fromClassPath) implements ScriptResource {

	@Override
	public String filename() {
		return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
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
