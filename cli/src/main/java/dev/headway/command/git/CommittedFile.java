package dev.headway.command.git;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import dev.headway.script.ScriptResource;
import dev.headway.script.location.SourceFolders;

/**
 * A file as it is in a commit, or will be in the next one.
 */
public final class CommittedFile implements ScriptResource {

	private final String path;

	private final SourceFolders.Place place;

	private final String shown;

	private final String id;

	private final byte[] content;

	CommittedFile(String path, String shown, SourceFolders.Place place, String id, byte[] content) {
		this.path = path;
		this.shown = shown;
		this.id = id;
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
	public String path() {
		return this.shown;
	}

	/**
	 * The id of its content.
	 */
	String id() {
		return this.id;
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
