package dev.headway.script.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.FileFailure;

/**
 * An edit of migrations that was interrupted or is still running, as its
 * {@link EditJournal} shows. Only the {@link JournalFolder} is searched, never the
 * folders of the migrations, whose files may be anybody's.
 */
public final class UnfinishedEdit {

	private final JournalFolder place;

	private final Path edit;

	private final @Nullable EditJournal journal;

	private final String damage;

	private UnfinishedEdit(JournalFolder place, Path edit, @Nullable EditJournal journal, String damage) {
		this.place = place;
		this.edit = edit;
		this.journal = journal;
		this.damage = damage;
	}

	/**
	 * Look for an edit of files in some folders.
	 * @param folders the folders; they need not exist
	 * @return the first one, empty if there is none
	 */
	public static Optional<UnfinishedEdit> in(Collection<Path> folders) {
		return folders.stream().filter(Files::isDirectory).flatMap((folder) -> in(folder).stream()).findFirst();
	}

	private static Optional<UnfinishedEdit> in(Path folder) {
		try {
			JournalFolder place = JournalFolder.of(folder);
			if (place == null) {
				return Optional.empty();
			}
			String name = place.nameOf(folder);
			return place.edits()
				.stream()
				.flatMap((edit) -> read(place, edit).stream())
				.filter((edit) -> edit.concerns(name))
				.findFirst();
		}
		catch (IOException ex) {
			// A journal that this user cannot read is one that this user cannot undo.
			return Optional.empty();
		}
	}

	/**
	 * Read a journal.
	 * @return the edit, empty if another process has finished it in the meantime
	 */
	private static Optional<UnfinishedEdit> read(JournalFolder place, Path edit) {
		try {
			return Optional.of(new UnfinishedEdit(place, edit, EditJournal.read(edit), ""));
		}
		catch (IOException | IllegalArgumentException ex) {
			return Files.notExists(edit.resolve(EditJournal.NAME), LinkOption.NOFOLLOW_LINKS) ? Optional.empty()
					: Optional.of(new UnfinishedEdit(place, edit, null, FileFailure.describe(ex)));
		}
	}

	private boolean concerns(String folder) {
		return this.journal == null || this.journal.folders().stream().map(Path::of).anyMatch((name) -> {
			Path other = Path.of(folder);
			return folder.isEmpty() || name.startsWith(other) || other.startsWith(name);
		});
	}

	/**
	 * Describe the problem and its remedy.
	 * @return the message
	 */
	public String message() {
		return (this.journal == null) ? damaged(this.damage)
				: "'%s' shows that an edit was interrupted or is still running. Run 'db rebase --abort' to restore all files."
					.formatted(this.edit.resolve(EditJournal.NAME));
	}

	private String damaged(String reason) {
		return "'%s' shows that an edit was interrupted, but not what it has changed: %s. Compare the migrations with version control ('git status'), and restore those that are half edited; '%s' has copies of their old contents. Then delete that folder."
			.formatted(this.edit.resolve(EditJournal.NAME), reason, this.edit);
	}

	/**
	 * Restore every file, starting with the last change.
	 * @param folders the folders of the migrations
	 * @param names which names files have that an edit can change
	 * @param mover renames files
	 * @return one line for each change that was undone, for people
	 * @throws EditException if the journal is damaged or names other files or folders, or
	 * if a file cannot be restored and this method can be called again
	 */
	public List<String> undo(List<Path> folders, Predicate<String> names, FileMover mover) {
		if (this.journal == null) {
			throw new EditException(EditError.UNFINISHED_EDIT, message());
		}
		try {
			FileChannel lock = this.place.lock();
			try {
				this.place.requireOwn(this.edit.resolve(EditJournal.NAME));
				EditJournal read = EditJournal.read(this.edit);
				read.requireOnly(names);
				List<String> done = read.undo(given(read, folders), mover);
				JournalFolder.delete(this.edit);
				return done;
			}
			finally {
				lock.close();
			}
		}
		catch (IllegalArgumentException ex) {
			throw new EditException(EditError.UNFINISHED_EDIT, damaged(FileFailure.describe(ex)), ex);
		}
		catch (IOException ex) {
			throw new EditException(EditError.WRITE_FAILED,
					"Not all files could be restored: %s. Fix the cause, then try again."
						.formatted(FileFailure.describe(ex)),
					ex);
		}
	}

	/**
	 * The folders of the journal, among those that were given.
	 */
	private List<Path> given(EditJournal read, List<Path> folders) throws IOException {
		Map<String, Path> byName = new LinkedHashMap<>();
		for (Path folder : folders) {
			if (Files.isDirectory(folder)) {
				byName.put(this.place.nameOf(folder), folder);
			}
		}
		List<Path> given = new ArrayList<>();
		for (String name : read.folders()) {
			Path folder = byName.get(name);
			if (folder == null) {
				throw new EditException(EditError.UNFINISHED_EDIT,
						"The edit was made in %s. Run 'db rebase --abort' with a --location for each of these folders."
							.formatted(read.folders()));
			}
			given.add(folder);
		}
		return given;
	}

}
