package dev.headway.script.edit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.headway.script.ScriptResource;
import dev.headway.script.file.FileChange;
import dev.headway.script.text.ScriptBytes;

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
				files.put(create.path(),
						new EditedFile(folder.relativize(create.path()).toString().replace(File.separatorChar, '/'),
								Optional.empty(), create.content()::open));
			}
			else if (change instanceof FileChange.Rename rename) {
				files.computeIfPresent(rename.from(), (path, resource) -> rename(resource, filename(rename.to())));
			}
			else if (change instanceof FileChange.Delete delete) {
				files.remove(delete.path());
			}
			else if (change instanceof FileChange.Rewrite rewrite) {
				files.computeIfPresent(rewrite.path(), (path, resource) -> new EditedFile(resource.relativePath(),
						resource.file(), rewrite.after()::open));
			}
		}
		return List.copyOf(files.values());
	}

	private static ScriptResource rename(ScriptResource resource, String name) {
		String path = resource.relativePath();
		ScriptBytes content = (resource instanceof EditedFile edited) ? edited.content() : resource::open;
		return new EditedFile(path.substring(0, path.lastIndexOf('/') + 1) + name, resource.file(), content);
	}

	private static String filename(Path path) {
		return String.valueOf(path.getFileName());
	}

	/**
	 * A file after the changes: its new path and content, and the file before the
	 * changes.
	 */
	private record EditedFile(String relativePath, Optional<Path> file, ScriptBytes content) implements ScriptResource {

		@Override
		public String filename() {
			return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
		}

		@Override
		public InputStream open() throws IOException {
			return this.content.open();
		}

	}

}
