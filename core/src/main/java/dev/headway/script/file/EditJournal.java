package dev.headway.script.file;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.script.UnfinishedEdit;
import dev.headway.script.text.RegularFile;

/**
 * The changes of a {@link FileTransaction}, written to a file next to the migrations
 * before the first change is made. If the program is killed, the journal restores all
 * files. Each change is undone only if it was made, so that an edit can be undone from
 * any point, and undoing can be repeated.
 *
 * @see UnfinishedEdit
 */
public final class EditJournal {

	private static final String REMARK = "# An edit of migrations. If no 'db' command is running, run 'db rebase --abort' to restore all files.";

	private static final String SEPARATOR = " ";

	private final List<Entry> entries;

	private @Nullable Path file;

	EditJournal() {
		this.entries = new ArrayList<>();
	}

	private EditJournal(Path file, List<Entry> entries) {
		this.file = file;
		this.entries = entries;
	}

	/**
	 * Read the journal of an interrupted edit.
	 * @param file the file
	 * @return the journal
	 * @throws IOException if the file cannot be read
	 * @throws EditException if the file is empty or damaged
	 */
	public static EditJournal read(Path file) throws IOException {
		try {
			List<Entry> entries = new String(RegularFile.read(file), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map(Entry::parse)
				.toList();
			if (entries.isEmpty()) {
				throw damaged(file, null);
			}
			return new EditJournal(file, entries);
		}
		catch (IllegalArgumentException | FileSystemNotFoundException | CharacterCodingException ex) {
			throw damaged(file, ex);
		}
	}

	private static EditException damaged(Path file, @Nullable Exception cause) {
		return new EditException(EditError.UNFINISHED_EDIT,
				"'%s' is empty or damaged. Nothing was changed. Restore the migrations from version control, then delete this file."
					.formatted(file),
				cause);
	}

	/**
	 * Add a change.
	 * @param kind its kind
	 * @param path the file
	 * @param other the temporary file with its new content ({@code CREATE}) or its old
	 * content ({@code REWRITE}), or its new name ({@code RENAME}), which is a temporary
	 * one if it will be deleted
	 */
	void add(Kind kind, Path path, Path other) {
		this.entries.add(new Entry(kind, path, other));
	}

	/**
	 * Write the journal. A single change needs none: it is made completely or not at all.
	 */
	void write(TemporaryFiles temporary) throws IOException {
		if (this.entries.size() < 2) {
			return;
		}
		Path folder = temporary.folder(this.entries.get(0).path());
		List<String> lines = Stream.concat(Stream.of(REMARK), this.entries.stream().map(Entry::text)).toList();
		Path journal = folder.resolve(UnfinishedEdit.NAME);
		Files.move(temporary.create(folder, FileContent.of(lines)), journal);
		this.file = journal;
	}

	void delete() {
		if (this.file != null) {
			TemporaryFiles.deleteIfPossible(this.file);
		}
	}

	/**
	 * Restore every file, starting with the last change, and delete the journal.
	 * @param mover renames files
	 * @return one line for each change that was undone, for people
	 * @throws IOException if a file cannot be restored; the journal is then still there
	 */
	public List<String> undo(FileMover mover) throws IOException {
		List<String> done = new ArrayList<>();
		List<Entry> backwards = new ArrayList<>(this.entries);
		Collections.reverse(backwards);
		for (Entry entry : backwards) {
			if (entry.undo(mover)) {
				done.add(entry.undone());
			}
		}
		mover.finish();
		delete();
		for (Path folder : this.entries.stream().map((entry) -> entry.path().resolveSibling(".")).distinct().toList()) {
			if (Files.exists(folder)) {
				TemporaryFiles.deleteLeftovers(folder);
			}
		}
		return done;
	}

	enum Kind {

		CREATE, REWRITE, RENAME

	}

	private record Entry(Kind kind, Path path, Path other) {

		static Entry parse(String line) {
			String[] parts = line.split(SEPARATOR, 3);
			if (parts.length < 3) {
				throw new IllegalArgumentException(line);
			}
			return new Entry(Kind.valueOf(parts[0]), Path.of(URI.create(parts[1])), Path.of(URI.create(parts[2])));
		}

		String text() {
			return String.join(SEPARATOR, this.kind.name(), this.path.toUri().toString(),
					this.other.toUri().toString());
		}

		boolean undo(FileMover mover) throws IOException {
			if (this.kind == Kind.CREATE) {
				return !Files.deleteIfExists(this.other) && Files.deleteIfExists(this.path);
			}
			if (!Files.exists(this.other) || (this.kind == Kind.RENAME && Files.exists(this.path))) {
				return false;
			}
			if (this.kind == Kind.REWRITE) {
				TemporaryFiles.replace(this.other, this.path);
			}
			else {
				mover.move(this.other, this.path);
			}
			return true;
		}

		String undone() {
			return switch (this.kind) {
				case CREATE -> "Deleted " + this.path.getFileName();
				case REWRITE -> "Restored " + this.path.getFileName();
				case RENAME -> TemporaryFiles.isTemporary(String.valueOf(this.other.getFileName()))
						? "Restored " + this.path.getFileName()
						: "Renamed %s to %s".formatted(this.other.getFileName(), this.path.getFileName());
			};
		}

	}

}
