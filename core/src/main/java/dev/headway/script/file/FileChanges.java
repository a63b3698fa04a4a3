package dev.headway.script.file;

import java.util.List;

/**
 * Changes to files that are made together. Nothing is written before they are applied.
 *
 * @param changes the changes in the order in which they are made
 */
public record FileChanges(List<FileChange> changes) {

	public FileChanges {
		changes = List.copyOf(changes);
	}

	/**
	 * Make all changes, or none: if one fails or the thread is interrupted, all files are
	 * restored. The first change is made only when all of them look possible.
	 * @param mover renames files; see {@link FileMover#plain()}
	 * @throws EditException if a file to create exists, a file to change was changed
	 * since it was read, a folder is not writable, or a change fails
	 */
	public void apply(FileMover mover) throws EditException {
		new ChangeChecks().check(this.changes);
		new FileTransaction(this.changes, mover).run();
	}

}
