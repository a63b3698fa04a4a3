package dev.headway.command.git;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import dev.headway.script.ScriptResource;
import dev.headway.script.location.SourceFolders;

/**
 * A file as it is in a commit.
 */
public final class CommittedFile implements ScriptResource {

	private final String path;

	private final SourceFolders.Place place;

	private final byte[] content;

	CommittedFile(String path, SourceFolders.Place place, byte[] content) {
		this.path = path;
		this.place = place;
		this.content = content;
	}

	@Override
	public String filename() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	@Override
	public String relativePath() {
		return this.path;
	}

	@Override
	public String pathInLocation() {
		return this.place.path();
	}

	@Override
	public boolean isCode() {
		return this.place.code();
	}

	@Override
	public InputStream open() {
		return new ByteArrayInputStream(this.content);
	}

}
