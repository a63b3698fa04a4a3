package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;

import dev.headway.script.ScriptResource;

/**
 * An entry of an archive.
 *
 * @param filename the last part of its name
 * @param relativePath where it lies below its location
 * @param archive the archive
 * @param entryName its name
 */
record ArchiveResource(String filename, String relativePath, Archive archive,
		String entryName) implements ScriptResource {

	static ArchiveResource of(Location location, String path, Archive archive, String entryName) {
		String filename = path.substring(path.lastIndexOf('/') + 1);
		return new ArchiveResource(filename, location.relativize(path), archive, entryName);
	}

	@Override
	public String path() {
		return this.archive.pathOf(this.entryName);
	}

	@Override
	public InputStream open() throws IOException {
		return this.archive.open(this.entryName);
	}

}
