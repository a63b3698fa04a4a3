package dev.headway.command.git;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import dev.headway.script.ScriptResource;

/**
 * A file as it is in a commit.
 */
public final class CommittedFile implements ScriptResource {

	private final String path;

	private final byte[] content;

	public CommittedFile(String path, byte[] content) {
		this.path = path;
		this.content = content.clone();
	}

	/**
	 * Return whether a file is in a hidden folder, which Flyway does not search.
	 * @param path the path of the file
	 * @return whether it is hidden
	 */
	public static boolean isHidden(String path) {
		return path.startsWith(".") || path.substring(0, path.lastIndexOf('/') + 1).contains("/.");
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
	public InputStream open() {
		return new ByteArrayInputStream(this.content);
	}

}
