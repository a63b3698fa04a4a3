package dev.headway.script.file;

import java.util.List;

/**
 * Changes to files that belong together. They are a plan until they are applied.
 *
 * @param changes the changes in the order in which they are made
 */
public record FileChanges(List<FileChange> changes) {

	public FileChanges {
		changes = List.copyOf(changes);
	}

	/**
	 * Make all changes, or none: if one fails or the thread is interrupted, every file is
	 * again as it was. Nothing is tried before all of them look possible.
	 * @param mover what renames files; see {@link FileMover#plain()}
	 * @throws EditException if a file to create exists, a file to change is not as it was
	 * read, a folder cannot be written to, or a change fails
	 */
	public void apply(FileMover mover) throws EditException {
		new ChangeChecks(this.changes).check();
		new FileTransaction(this.changes, mover).run();
	}

}
