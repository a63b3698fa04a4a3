package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.RegularFile;

/**
 * Checks whether {@link FileChanges} look possible before the first is made.
 */
final class ChangeChecks {

	private final ConfinedFiles files;

	private final Set<Path> targets = new HashSet<>();

	ChangeChecks(ConfinedFiles files) {
		this.files = files;
	}

	void check(List<FileChange> changes) throws IOException {
		for (FileChange change : changes) {
			if (change instanceof FileChange.Generate generate && generate.before() != null) {
				requireUnchanged(generate.path(), generate.before());
			}
			else if (change instanceof FileChange.Create || change instanceof FileChange.Generate) {
				requireNone(change.path());
			}
			else if (change instanceof FileChange.Rename rename) {
				requireExists(rename.from());
				requireNone(rename.to());
			}
			else if (change instanceof FileChange.Delete delete) {
				requireExists(delete.path());
			}
			else if (change instanceof FileChange.Rewrite rewrite) {
				requireUnchanged(rewrite.path(), rewrite.before());
			}
		}
	}

	private void requireWritable(@Nullable Path folder) {
		if (folder == null) {
			return;
		}
		if (!Files.exists(folder)) {
			requireWritable(folder.getParent());
		}
		else if (!Files.isDirectory(folder)) {
			throw new EditException(EditError.NO_FOLDER, "'%s' is a file. Specify a folder.".formatted(folder));
		}
		else if (!Files.isWritable(folder)) {
			throw new EditException(EditError.NOT_WRITABLE,
					"The folder '%s' is not writable. Change its permissions.".formatted(folder));
		}
	}

	private void requireNone(Path path) throws IOException {
		requireWritable(path.toAbsolutePath().getParent());
		if (!this.targets.add(path) || Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			throw new EditException(EditError.FILE_EXISTS,
					"'%s' already exists. Move it, then try again.".formatted(path));
		}
		this.files.real(path);
	}

	private void requireExists(Path path) throws IOException {
		requireWritable(path.toAbsolutePath().getParent());
		if (!Files.exists(this.files.real(path), LinkOption.NOFOLLOW_LINKS)) {
			throw changed(path, null);
		}
	}

	private void requireUnchanged(Path path, FileContent before) throws IOException {
		requireExists(path);
		Path real = this.files.real(path);
		try {
			if (!before.equals(FileContent.of(() -> RegularFile.openUnlinked(real)))) {
				throw changed(path, null);
			}
		}
		catch (IOException ex) {
			throw changed(path, ex);
		}
	}

	private static EditException changed(Path path, @Nullable IOException cause) {
		return new EditException(EditError.FILE_CHANGED,
				"'%s' was changed in the meantime. Nothing was written. Try again.".formatted(path), cause);
	}

}
