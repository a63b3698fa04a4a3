package dev.headway.script.edit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileContent;

/**
 * A file as it will be after changes.
 *
 * @param relativePath where it will lie below its location
 * @param present where it is now, {@code null} if it is to be created
 * @param content its content, {@code null} if that does not change
 */
record EditedResource(String relativePath, @Nullable Path present,
		@Nullable FileContent content) implements ScriptResource {

	@Override
	public String filename() {
		return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
	}

	@Override
	public Optional<Path> file() {
		return Optional.ofNullable(this.present);
	}

	@Override
	public InputStream open() throws IOException {
		if (this.content != null) {
			return new ByteArrayInputStream(this.content.bytes());
		}
		return (this.present != null) ? Files.newInputStream(this.present) : InputStream.nullInputStream();
	}

}
