package dev.headway.script.file;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.headway.script.text.RegularFile;

/**
 * The changes of a {@link FileTransaction}, written to its {@link JournalFolder} before
 * the first change is made. If the program is killed, the journal restores all files.
 * Each change is undone only if it was made, so that an edit can be undone from any
 * point, and undoing can be repeated. A file that was changed since then is not touched.
 */
final class EditJournal {

	static final String NAME = "journal";

	private static final String REMARK = "# An edit of migrations. If no 'db' command is running, run 'db rebase --abort' to restore all files.";

	private static final String FOLDER = "folder";

	private static final String END = "end";

	private static final String SEPARATOR = " ";

	private final Path edit;

	private final List<String> folders;

	private final List<Entry> entries;

	/**
	 * Begin a journal.
	 * @param edit the folder of the edit
	 */
	EditJournal(Path edit) {
		this(edit, List.of(), new ArrayList<>());
	}

	private EditJournal(Path edit, List<String> folders, List<Entry> entries) {
		this.edit = edit;
		this.folders = folders;
		this.entries = entries;
	}

	/**
	 * Read the journal of an interrupted edit.
	 * @param edit the folder of the edit
	 * @return the journal
	 * @throws IllegalArgumentException if it is damaged
	 */
	static EditJournal read(Path edit) throws IOException {
		Path file = edit.resolve(NAME);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new IllegalArgumentException("it is not a regular file");
		}
		List<String> folders = new ArrayList<>();
		List<Entry> entries = new ArrayList<>();
		boolean complete = false;
		for (String line : new String(RegularFile.read(file), StandardCharsets.UTF_8).lines().toList()) {
			List<String> parts = Stream.of(line.split(SEPARATOR, -1))
				.map((part) -> URLDecoder.decode(part, StandardCharsets.UTF_8))
				.toList();
			if (complete) {
				throw new IllegalArgumentException("'%s' follows its end".formatted(line));
			}
			if (line.equals(END)) {
				complete = true;
			}
			else if (parts.get(0).equals(FOLDER) && parts.size() == 2) {
				folders.add(Path.of(parts.get(1)).toString());
			}
			else if (!line.startsWith("#")) {
				entries.add(Entry.of(parts, folders.size()));
			}
		}
		if (!complete) {
			throw new IllegalArgumentException("its end is missing");
		}
		return new EditJournal(edit, folders, entries);
	}

	List<String> folders() {
		return this.folders;
	}

	/**
	 * Add a change.
	 * @param kind its kind
	 * @param folder the number of the folder of the file
	 * @param name the path of the file in the folder
	 * @param other its new path ({@code RENAME}), or the name of the temporary file with
	 * its old content ({@code REWRITE}, {@code DELETE})
	 * @param digest of its new content, empty if that is the old one
	 */
	void add(Kind kind, int folder, Path name, Path other, String digest) {
		this.entries.add(new Entry(kind, folder, slashes(name), slashes(other), digest));
	}

	private static String slashes(Path path) {
		return path.toString().replace(path.getFileSystem().getSeparator(), "/");
	}

	/**
	 * Write the journal, as a whole or not at all.
	 * @param folders the names of the folders that have the files
	 */
	void write(List<String> folders) throws IOException {
		Stream<String> lines = Stream
			.of(Stream.of(REMARK), folders.stream().map((name) -> text(FOLDER, name)),
					this.entries.stream().map(Entry::text), Stream.of(END))
			.flatMap((some) -> some);
		Path temporary = Files.write(this.edit.resolve(TemporaryFiles.newName()),
				FileContent.text(lines.toList()).getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
		Files.move(temporary, this.edit.resolve(NAME));
	}

	private static String text(String... parts) {
		return String.join(SEPARATOR,
				Stream.of(parts).map((part) -> URLEncoder.encode(part, StandardCharsets.UTF_8)).toList());
	}

	/**
	 * Check that nothing but migrations would be changed.
	 * @throws IllegalArgumentException if the journal names any other file
	 */
	void requireOnly(Predicate<String> names) {
		this.entries.stream().flatMap(Entry::files).map(Path::of).forEach((file) -> {
			boolean inside = !file.isAbsolute() && !file.toString().isEmpty() && file.equals(file.normalize())
					&& !file.startsWith("..");
			if (!inside || !names.test(String.valueOf(file.getFileName()))) {
				throw new IllegalArgumentException("'%s' is not a migration".formatted(file));
			}
		});
	}

	/**
	 * Restore every file, starting with the last change.
	 * @param given the folders that have the files
	 * @param mover renames files
	 * @return one line for each change that was undone, for people
	 * @throws IOException if a file cannot be restored
	 */
	List<String> undo(List<Path> given, FileMover mover) throws IOException {
		ConfinedFiles files = new ConfinedFiles(given);
		List<String> done = new ArrayList<>();
		List<Entry> backwards = new ArrayList<>(this.entries);
		Collections.reverse(backwards);
		for (Entry entry : backwards) {
			Path file = given.get(entry.folder()).resolve(entry.name());
			Path other = (entry.kind() == Kind.RENAME) ? given.get(entry.folder()).resolve(entry.other())
					: this.edit.resolve(entry.other());
			undo(entry, file, other, files, mover, done);
		}
		mover.finish();
		return done;
	}

	private static void undo(Entry entry, Path file, Path other, ConfinedFiles files, FileMover mover,
			List<String> done) throws IOException {
		boolean exists = exists(files.real(file));
		if (entry.kind() == Kind.CREATE) {
			if (exists) {
				done.add(files.deleteIfUnchanged(file, entry.digest()) ? "Deleted " + file.getFileName()
						: "Kept %s, because it was changed".formatted(file.getFileName()));
			}
		}
		else if (entry.kind() == Kind.REWRITE) {
			if (exists(other) && !isUnchanged(file, other)) {
				requireUnchanged(file, exists, entry.digest());
				files.replace(other, file);
				done.add("Restored " + file.getFileName());
			}
		}
		else if (!exists && exists(other)) {
			if (entry.kind() == Kind.RENAME) {
				files.real(other);
			}
			mover.move(other, file);
			done.add((entry.kind() == Kind.DELETE) ? "Restored " + file.getFileName()
					: "Renamed %s to %s".formatted(other.getFileName(), file.getFileName()));
		}
	}

	private static boolean exists(Path file) {
		return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
	}

	private static boolean isUnchanged(Path file, Path copy) throws IOException {
		return exists(file) && FileContent.of(() -> RegularFile.openUnlinked(file))
			.equals(FileContent.of(() -> RegularFile.openUnlinked(copy)));
	}

	private static void requireUnchanged(Path file, boolean exists, String digest) throws IOException {
		if (exists && !FileContent.of(() -> RegularFile.openUnlinked(file)).digest().equals(digest)) {
			throw new EditException(EditError.FILE_CHANGED,
					"'%s' was changed after the edit was interrupted. Move it to another folder, then run 'db rebase --abort' again."
						.formatted(file));
		}
	}

	enum Kind {

		CREATE, REWRITE, RENAME, DELETE

	}

	private record Entry(Kind kind, int folder, String name, String other, String digest) {

		static Entry of(List<String> parts, int folders) {
			if (parts.size() != 5) {
				throw new IllegalArgumentException("'%s' is not a change".formatted(String.join(SEPARATOR, parts)));
			}
			Entry entry = new Entry(kind(parts.get(0)), Integer.parseInt(parts.get(1)), parts.get(2), parts.get(3),
					parts.get(4));
			boolean temporary = entry.kind == Kind.REWRITE || entry.kind == Kind.DELETE;
			if (entry.folder < 0 || entry.folder >= folders) {
				throw new IllegalArgumentException("there is no folder %d".formatted(entry.folder));
			}
			if (temporary && !TemporaryFiles.isName(entry.other)) {
				throw new IllegalArgumentException("'%s' is not a temporary file".formatted(entry.other));
			}
			return entry;
		}

		private static Kind kind(String name) {
			return Stream.of(Kind.values())
				.filter((kind) -> kind.name().toLowerCase(Locale.ROOT).equals(name))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("'%s' is not a kind of change".formatted(name)));
		}

		/**
		 * The files in the folder.
		 */
		Stream<String> files() {
			return (this.kind == Kind.RENAME) ? Stream.of(this.name, this.other) : Stream.of(this.name);
		}

		String text() {
			return EditJournal.text(this.kind.name().toLowerCase(Locale.ROOT), String.valueOf(this.folder), this.name,
					this.other, this.digest);
		}

	}

}
