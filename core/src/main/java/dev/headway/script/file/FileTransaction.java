package dev.headway.script.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.headway.script.text.FileFailure;

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
 * All that happens through {@link ConfinedFiles}.
 */
final class FileTransaction {

	private final FileChanges changes;

	private final ConfinedFiles files;

	private final FileMover mover;

	private final List<Action> actions = new ArrayList<>();

	private final Deque<Action> undoing = new ArrayDeque<>();

	private boolean unrestored;

	FileTransaction(FileChanges changes, ConfinedFiles files, FileMover mover) {
		this.changes = changes;
		this.files = files;
		this.mover = mover;
	}

	void run(JournalFolder place) {
		FileChannel lock = lock(place);
		try {
			UnfinishedEdit.in(this.changes.folders()).ifPresent((edit) -> {
				throw new EditException(EditError.UNFINISHED_EDIT, "Nothing was written: " + edit.message());
			});
			this.changes.folders().forEach(TemporaryFiles::deleteLeftovers);
			run(place, begin(place));
		}
		finally {
			close(lock);
		}
	}

	private static void close(FileChannel lock) {
		try {
			lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static FileChannel lock(JournalFolder place) {
		try {
			return place.lock();
		}
		catch (IOException ex) {
			throw notWritable(place, ex);
		}
	}

	private static Path begin(JournalFolder place) {
		try {
			return place.begin();
		}
		catch (IOException ex) {
			throw notWritable(place, ex);
		}
	}

	private static EditException notWritable(JournalFolder place, IOException cause) {
		return new EditException(EditError.NOT_WRITABLE,
				"Nothing was written: the journal of the edit cannot be written to '%s' (%s). Change the permissions of that folder."
					.formatted(place, FileFailure.describe(cause)),
				cause);
	}

	private void run(JournalFolder place, Path edit) {
		TemporaryFiles temporary = new TemporaryFiles(edit, this.files);
		boolean done = false;
		try {
			EditJournal journal = new EditJournal(edit);
			for (FileChange change : this.changes.changes()) {
				prepare(change, temporary, journal);
			}
			journal.write(names(place));
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
				temporary.deleteFolders();
			}
			if (!this.unrestored) {
				JournalFolder.delete(edit);
			}
		}
	}

	private List<String> names(JournalFolder place) throws IOException {
		List<String> names = new ArrayList<>();
		for (Path folder : this.changes.folders()) {
			names.add(Files.exists(folder) ? place.nameOf(folder) : folder.toString());
		}
		return names;
	}

	private void prepare(FileChange change, TemporaryFiles temporary, EditJournal journal) throws IOException {
		if (change instanceof FileChange.Create create) {
			Path content = temporary.create(create.path(), create.content());
			add(journal, EditJournal.Kind.CREATE, create.path(), content, create.content().digest());
			this.actions.add(() -> create(content, create.path()));
		}
		else if (change instanceof FileChange.Generate generate) {
			prepare(generate, temporary);
		}
		else if (change instanceof FileChange.Rewrite rewrite) {
			Path backup = temporary.copy(rewrite.path());
			Path content = temporary.replacement(rewrite.path(), rewrite.after());
			add(journal, EditJournal.Kind.REWRITE, rewrite.path(), backup.getFileName(), rewrite.after().digest());
			this.actions.add(() -> replace(content, rewrite.path(), backup));
		}
		else if (change instanceof FileChange.Rename rename) {
			int folder = this.files.folderOf(rename.from());
			add(journal, EditJournal.Kind.RENAME, rename.from(), this.changes.nameIn(folder, rename.to()), "");
			this.actions.add(() -> rename(rename.from(), rename.to()));
		}
		else if (change instanceof FileChange.Delete delete) {
			Path backup = temporary.name();
			add(journal, EditJournal.Kind.DELETE, delete.path(), backup.getFileName(), "");
			this.actions.add(() -> rename(delete.path(), backup));
		}
	}

	private void prepare(FileChange.Generate change, TemporaryFiles temporary) throws IOException {
		if (change.before() != null) {
			Path backup = temporary.copy(change.path());
			Path content = temporary.replacement(change.path(), change.content());
			this.actions.add(() -> replace(content, change.path(), backup));
		}
		else {
			Path content = change.executable() ? temporary.executable(change.path(), change.content())
					: temporary.create(change.path(), change.content());
			this.actions.add(() -> create(content, change.path()));
		}
	}

	private void add(EditJournal journal, EditJournal.Kind kind, Path file, Path other, String digest) {
		int folder = this.files.folderOf(file);
		journal.add(kind, folder, this.changes.nameIn(folder, file), other, digest);
	}

	private void create(Path content, Path file) throws IOException {
		this.files.create(content, file);
		this.undoing.push(() -> this.files.delete(file));
	}

	private void replace(Path content, Path file, Path backup) throws IOException {
		this.undoing.push(() -> this.files.replace(backup, file));
		this.files.replace(content, file);
	}

	private void rename(Path from, Path to) throws IOException {
		this.files.real(from);
		this.undoing.push(() -> moveBack(from, to));
		this.mover.move(from, to);
	}

	private void moveBack(Path from, Path to) throws IOException {
		if (Files.exists(this.files.real(from))) {
			return;
		}
		try {
			this.mover.move(to, from);
		}
		catch (IOException | RuntimeException ex) {
			if (!Files.exists(from)) {
				ConfinedFiles.rename(to, from);
			}
		}
	}

	private EditException failed(Exception cause) {
		if (cause instanceof EditException edit && this.undoing.isEmpty()) {
			return edit;
		}
		boolean interrupted = Thread.interrupted();
		List<String> lost = undo();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		String state = lost.isEmpty() ? "All files were restored. Fix the cause, then try again."
				: "These files could not be restored: %s. Fix the cause, then run 'db rebase --abort'."
					.formatted(String.join(", ", lost));
		return new EditException(EditError.WRITE_FAILED,
				"Writing failed: %s. %s".formatted(FileFailure.describe(cause), state), cause);
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
				lost.add(FileFailure.describe(ex));
			}
		}
		this.unrestored |= !lost.isEmpty();
		return lost;
	}

	@FunctionalInterface
	private interface Action {

		void run() throws IOException;

	}

}
