package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;
import dev.headway.script.text.ScriptText;

/**
 * An entry of an archive.
 *
 * @param filename the last part of its name
 * @param relativePath where it lies below its location
 * @param archive the archive
 * @param entryName its name
 * @param text what reading it would find, {@code null} if it has to be read
 */
record ArchiveResource(String filename, String relativePath, Archive archive, String entryName,
		@Nullable ScriptText text) implements ScriptResource {

	static ArchiveResource of(Location location, String path, Archive archive, String entryName,
			@Nullable ScriptText text) {
		String filename = path.substring(path.lastIndexOf('/') + 1);
		return new ArchiveResource(filename, location.relativize(path), archive, entryName, text);
	}

	@Override
	public String path() {
		return this.archive.pathOf(this.entryName);
	}

	@Override
	public Optional<ScriptText> known() {
		return Optional.ofNullable(this.text);
	}

	@Override
	public InputStream open() throws IOException {
		return this.archive.open(this.entryName);
	}

}
