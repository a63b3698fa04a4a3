package dev.headway.flyway.internals;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

import org.flywaydb.core.api.resource.LoadableResource;

/**
 * A script as Flyway's parser reads it. The parser asks many times for what comes after
 * the end, which would be a call of the operating system each time.
 */
final class ParserResource extends LoadableResource {

	private final LoadableResource resource;

	ParserResource(LoadableResource resource) {
		this.resource = resource;
	}

	@Override
	public Reader read() {
		return new EndingReader(this.resource.read());
	}

	@Override
	public boolean shouldStream() {
		return this.resource.shouldStream();
	}

	@Override
	public String getAbsolutePath() {
		return this.resource.getAbsolutePath();
	}

	@Override
	public String getAbsolutePathOnDisk() {
		return this.resource.getAbsolutePathOnDisk();
	}

	@Override
	public String getFilename() {
		return this.resource.getFilename();
	}

	@Override
	public String getRelativePath() {
		return this.resource.getRelativePath();
	}

	/**
	 * Reads nothing after the end.
	 */
	private static final class EndingReader extends FilterReader {

		private boolean ended;

		EndingReader(Reader reader) {
			super(reader);
		}

		@Override
		public int read() throws IOException {
			int character = this.ended ? -1 : super.read();
			this.ended = character < 0;
			return character;
		}

		@Override
		public int read(char[] buffer, int offset, int length) throws IOException {
			int count = this.ended ? -1 : super.read(buffer, offset, length);
			this.ended = count < 0;
			return count;
		}

	}

}
