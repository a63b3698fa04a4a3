package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Makes all {@link FileChanges}, or none:
 * <ol>
 * <li>Write new contents and copies of old ones to {@link TemporaryFiles}, so that every
 * later step only moves files.</li>
 * <li>Write the changes to an {@link EditJournal}, in case the program is killed.</li>
 * <li>Make one change after the other, and keep the action that undoes it.</li>
 * <li>If a change fails, undo those before it, starting with the last.</li>
 * <li>Delete the journal and the temporary files.</li>
 * </ol>
 */
final class FileTransaction {

	private final List<FileChange> changes;

	private final FileMover mover;

	private final TemporaryFiles temporary = new TemporaryFiles();

	private final EditJournal journal = new EditJournal();

	private final List<Action> actions = new ArrayList<>();

	private final Deque<Action> undoing = new ArrayDeque<>();

	FileTransaction(List<FileChange> changes, FileMover mover) {
		this.changes = changes;
		this.mover = mover;
	}

	void run() {
		boolean done = false;
		try {
			for (FileChange change : this.changes) {
				prepare(change);
			}
			this.journal.write(this.temporary);
			for (Action action : this.actions) {
				if (Thread.currentThread().isInterrupted()) {
					throw new IOException("interrupted");
				}
				action.run();
			}
			this.mover.finish();
			done = true;
		}
		catch (IOException | RuntimeException ex) {
			throw failed(ex);
		}
		finally {
			if (!done) {
				undo();
			}
			this.journal.delete();
			this.temporary.delete();
		}
	}

	private void prepare(FileChange change) throws IOException {
		if (change instanceof FileChange.Create create) {
			Path content = this.temporary.create(this.temporary.folder(create.path()), create.content());
			this.journal.add(EditJournal.Kind.CREATE, create.path(), content);
			this.actions.add(() -> create(content, create.path()));
		}
		else if (change instanceof FileChange.Rewrite rewrite) {
			Path file = rewrite.path().toRealPath();
			Path backup = this.temporary.copy(file);
			Path content = this.temporary.replacement(file, rewrite.after());
			this.journal.add(EditJournal.Kind.REWRITE, file, backup);
			this.actions.add(() -> replace(content, file, backup));
		}
		else if (change instanceof FileChange.Rename rename) {
			prepareRename(rename.from(), rename.to());
		}
		else if (change instanceof FileChange.Delete delete) {
			prepareRename(delete.path(), this.temporary.name(delete.path()));
		}
	}

	private void prepareRename(Path from, Path to) {
		this.journal.add(EditJournal.Kind.RENAME, from, to);
		this.actions.add(() -> rename(from, to));
	}

	private void create(Path content, Path file) throws IOException {
		Files.move(content, file);
		this.undoing.push(() -> Files.delete(file));
	}

	private void replace(Path content, Path file, Path backup) throws IOException {
		this.undoing.push(() -> this.temporary.restore(backup, file));
		TemporaryFiles.replace(content, file);
	}

	private void rename(Path from, Path to) throws IOException {
		this.undoing.push(() -> moveBack(from, to));
		this.mover.move(from, to);
	}

	private void moveBack(Path from, Path to) throws IOException {
		if (Files.exists(from)) {
			return;
		}
		try {
			this.mover.move(to, from);
		}
		catch (IOException | RuntimeException ex) {
			if (!Files.exists(from)) {
				Files.move(to, from);
			}
		}
	}

	private EditException failed(Exception cause) {
		boolean interrupted = Thread.interrupted();
		List<String> lost = undo();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		String state = lost.isEmpty() ? "All files were restored. Fix the cause, then try again."
				: "These files could not be restored: %s. Restore them from version control."
					.formatted(String.join(", ", lost));
		return new EditException(EditError.WRITE_FAILED,
				"Writing failed: %s. %s".formatted(TemporaryFiles.describe(cause), state), cause);
	}

	private List<String> undo() {
		List<String> lost = new ArrayList<>();
		if (this.undoing.isEmpty()) {
			return lost;
		}
		// The mover may have failed before or after it finished, so it always runs again.
		this.undoing.addLast(this.mover::finish);
		while (!this.undoing.isEmpty()) {
			try {
				this.undoing.pop().run();
			}
			catch (IOException | RuntimeException ex) {
				lost.add(TemporaryFiles.describe(ex));
			}
		}
		return lost;
	}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException;

	}

}
