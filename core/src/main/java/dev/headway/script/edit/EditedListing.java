package dev.headway.script.edit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileChange;
import dev.headway.script.file.FileContent;
import dev.headway.script.text.RegularFile;

/**
 * The files of a folder as they will be after some {@link FileChange changes}.
 */
final class EditedListing {

	private EditedListing() {
	}

	static List<ScriptResource> of(Path folder, List<ScriptResource> present, List<FileChange> changes) {
		Map<Path, ScriptResource> files = new LinkedHashMap<>();
		present.forEach((resource) -> resource.file().ifPresent((file) -> files.put(file, resource)));
		for (FileChange change : changes) {
			if (change instanceof FileChange.Create create) {
				files.put(create.path(), new EditedFile(folder.relativize(create.path()).toString().replace('\\', '/'),
						Optional.empty(), create.content()));
			}
			else if (change instanceof FileChange.Rename rename) {
				files.computeIfPresent(rename.from(), (path, resource) -> rename(resource, filename(rename.to())));
			}
			else if (change instanceof FileChange.Delete delete) {
				files.remove(delete.path());
			}
			else if (change instanceof FileChange.Rewrite rewrite) {
				files.computeIfPresent(rewrite.path(),
						(path, resource) -> new EditedFile(resource.relativePath(), resource.file(), rewrite.after()));
			}
		}
		return List.copyOf(files.values());
	}

	private static ScriptResource rename(ScriptResource resource, String name) {
		String path = resource.relativePath();
		FileContent content = (resource instanceof EditedFile edited) ? edited.content() : null;
		return new EditedFile(path.substring(0, path.lastIndexOf('/') + 1) + name, resource.file(), content);
	}

	private static String filename(Path path) {
		return String.valueOf(path.getFileName());
	}

	/**
	 * A file after the changes: its new path and content, which is {@code null} if it
	 * does not change, and the file before the changes.
	 */
	private record EditedFile(String relativePath, Optional<Path> file,
			@Nullable FileContent content) implements ScriptResource {

		@Override
		public String filename() {
			return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
		}

		@Override
		public InputStream open() throws IOException {
			return (this.content != null) ? new ByteArrayInputStream(this.content.bytes())
					: RegularFile.open(this.file.orElseThrow());
		}

	}

}
