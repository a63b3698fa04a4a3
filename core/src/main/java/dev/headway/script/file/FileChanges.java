package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.headway.script.text.FileFailure;

/**
 * Changes to files that are made together. Nothing is written before they are applied.
 *
 * @param folders the folders in which files may change
 * @param changes the changes in the order in which they are made
 */
public record FileChanges(List<Path> folders, List<FileChange> changes) {

	public FileChanges {
		folders = List.copyOf(folders);
		changes = List.copyOf(changes);
	}

	/**
	 * Return the same changes and files that are generated.
	 * @param generated what to generate after all other changes
	 * @return all changes
	 */
	public FileChanges with(List<FileChange.Generate> generated) {
		List<FileChange> all = new ArrayList<>(this.changes);
		all.addAll(generated);
		return new FileChanges(this.folders, all);
	}

	/**
	 * Make all changes, or none: if one fails or the thread is interrupted, all files are
	 * restored. The first change is made only when all of them look possible. Nothing is
	 * written, renamed or deleted through a link, or outside of the folders and those of
	 * {@linkplain FileChange.Generate generated} files.
	 * @param mover renames files; see {@link FileMover#plain()}
	 * @throws EditException if a file to create exists, a file to change was changed
	 * since it was read, is a link or outside of the folders, a folder is not writable,
	 * or a change fails
	 */
	public void apply(FileMover mover) throws EditException {
		if (this.changes.isEmpty()) {
			return;
		}
		ConfinedFiles files = new ConfinedFiles(allFolders());
		try {
			new ChangeChecks(files).check(this.changes);
			new FileTransaction(this, files, mover).run(journalFolder());
		}
		catch (IOException ex) {
			throw new EditException(EditError.WRITE_FAILED,
					"Nothing was written: %s. Fix the cause, then try again.".formatted(FileFailure.describe(ex)), ex);
		}
	}

	private List<Path> allFolders() {
		List<Path> all = new ArrayList<>(this.folders);
		for (FileChange change : this.changes) {
			if (change instanceof FileChange.Generate generate) {
				all.add(generate.folder());
			}
		}
		return all;
	}

	private JournalFolder journalFolder() throws IOException {
		Path first = allFolders().get(0);
		JournalFolder place = JournalFolder.of(first);
		if (place == null) {
			throw new EditException(EditError.NOT_WRITABLE,
					"Nothing was written: an edit needs a folder for its journal, but '%s' is not in a Git work tree, and the home folder '%s' does not exist. Run 'git init', or name a home folder with 'export JAVA_TOOL_OPTIONS=-Duser.home=...'."
						.formatted(first, System.getProperty("user.home")));
		}
		return place;
	}

	/**
	 * The path of a file in one of the folders.
	 */
	Path nameIn(int folder, Path file) {
		return ConfinedFiles.absolute(this.folders.get(folder)).relativize(ConfinedFiles.absolute(file));
	}

}
