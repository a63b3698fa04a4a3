package dev.headway.script.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.script.UnfinishedEdit;

/**
 * What an edit is about to do, written down beside the files before the first of them is
 * touched. If the program is killed, it says how to put everything back. Every step back
 * looks first whether it is needed, so that it makes no difference how far the edit came,
 * or an earlier attempt to put things back.
 */
public final class EditJournal {

	private static final String REMARK = "# An edit of migrations. If no 'db' command is at work, 'db rebase --abort' puts the files back.";

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
	 * Read what an interrupted edit has left.
	 * @param file the journal
	 * @return the journal
	 * @throws IOException if it cannot be read
	 */
	public static EditJournal read(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			return new EditJournal(file, lines.filter((line) -> !line.startsWith("#")).map(Entry::parse).toList());
		}
	}

	void willCreate(Path file, Path content) {
		this.entries.add(new Entry(Kind.CREATE, file, content));
	}

	void willRewrite(Path file, Path backup) {
		this.entries.add(new Entry(Kind.REWRITE, file, backup));
	}

	void willRename(Path from, Path to) {
		this.entries.add(new Entry(Kind.RENAME, from, to));
	}

	/**
	 * Write the journal. An edit that cannot be cut in the middle, since it changes one
	 * file, needs none.
	 * @param temporary where it is written before it gets its name
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
	 * Put every file back as it was before the edit, the last change first.
	 * @param mover what renames files
	 * @return what was done, in lines for people
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

	private enum Kind {

		CREATE, REWRITE, RENAME

	}

	/**
	 * One change.
	 *
	 * @param kind its kind
	 * @param path the file
	 * @param other its content or the copy of its old content in a temporary file, or its
	 * new name
	 */
	private record Entry(Kind kind, Path path, Path other) {

		static Entry parse(String line) {
			String[] parts = line.split(SEPARATOR, 3);
			return new Entry(Kind.valueOf(parts[0]), Path.of(URI.create(parts[1])), Path.of(URI.create(parts[2])));
		}

		String text() {
			return String.join(SEPARATOR, this.kind.name(), this.path.toUri().toString(),
					this.other.toUri().toString());
		}

		boolean undo(FileMover mover) throws IOException {
			boolean moved = !Files.exists(this.path) && Files.exists(this.other);
			switch (this.kind) {
				case CREATE -> {
					return !Files.deleteIfExists(this.other) && Files.deleteIfExists(this.path);
				}
				case REWRITE -> {
					if (!Files.exists(this.other)) {
						return false;
					}
					TemporaryFiles.replace(this.other, this.path);
				}
				case RENAME -> {
					if (!moved) {
						return false;
					}
					mover.move(this.other, this.path);
				}
			}
			return true;
		}

		String undone() {
			return switch (this.kind) {
				case CREATE -> "Deleted " + this.path.getFileName();
				case REWRITE -> "Restored " + this.path.getFileName();
				case RENAME -> "Renamed %s to %s".formatted(this.other.getFileName(), this.path.getFileName());
			};
		}

	}

}
