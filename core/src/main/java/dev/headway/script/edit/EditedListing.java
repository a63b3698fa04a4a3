package dev.headway.script.edit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;

/**
 * The files of a folder as they will be after some {@link FileChange changes}.
 */
final class EditedListing {

	private final Map<Path, FileContent> contents = new HashMap<>();

	private final Map<Path, String> names = new HashMap<>();

	private final List<ScriptResource> created = new ArrayList<>();

	EditedListing(List<FileChange> changes) {
		for (FileChange change : changes) {
			if (change instanceof FileChange.Create create) {
				this.created.add(new EditedFile(filename(create.path()), null, create.content()));
			}
			else if (change instanceof FileChange.Rename rename) {
				this.names.put(rename.from(), filename(rename.to()));
			}
			else if (change instanceof FileChange.Rewrite rewrite) {
				this.contents.put(rewrite.path(), rewrite.after());
			}
		}
	}

	List<ScriptResource> of(List<ScriptResource> present) {
		List<ScriptResource> edited = new ArrayList<>(this.created);
		present.forEach((resource) -> edited.add(edit(resource)));
		return edited;
	}

	private ScriptResource edit(ScriptResource resource) {
		Path file = resource.file().orElseThrow();
		String name = this.names.getOrDefault(file, resource.filename());
		FileContent content = this.contents.get(file);
		if (content == null && name.equals(resource.filename())) {
			return resource;
		}
		String path = resource.relativePath();
		return new EditedFile(path.substring(0, path.lastIndexOf('/') + 1) + name, file, content);
	}

	private static String filename(Path path) {
		return String.valueOf(path.getFileName());
	}

	/**
	 * A file after the changes.
	 *
	 * @param relativePath its new path below the location
	 * @param present the file before the changes, {@code null} if it will be created
	 * @param content its new content, {@code null} if that does not change
	 */
	private record EditedFile(String relativePath, @Nullable Path present,
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

}
