package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;
import dev.headway.script.text.RegularFile;

/**
 * A file in a {@link Folder}.
 *
 * @param relativePath its path below its location
 * @param content the file
 * @param location the folder
 * @param fromClassPath whether the folder was found on the class path
 */
record FileResource(String relativePath, Folder.Content content, Path location,
		boolean fromClassPath) implements ScriptResource {

	@Override
	public String filename() {
		return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
	}

	@Override
	public String path() {
		return onDisk().toString();
	}

	@Override
	public Optional<Path> file() {
		return this.fromClassPath ? Optional.empty() : Optional.of(onDisk());
	}

	@Override
	public @Nullable String failure() {
		return this.content.failure();
	}

	@Override
	public boolean isElsewhere() {
		return !this.fromClassPath && RegularFile.isOutside(onDisk(), List.of(this.location));
	}

	@Override
	public InputStream open() throws IOException {
		return RegularFile.open(onDisk());
	}

	private Path onDisk() {
		return this.content.path();
	}

}
