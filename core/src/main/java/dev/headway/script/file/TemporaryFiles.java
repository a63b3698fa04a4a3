package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * The temporary files and new folders of a {@link FileTransaction}. Each temporary file
 * is in the folder of the file that it will replace.
 */
public final class TemporaryFiles {

	private static final String PREFIX = ".headway-";

	private static final String SUFFIX = ".tmp";

	private final Deque<Path> files = new ArrayDeque<>();

	private final Deque<Path> folders = new ArrayDeque<>();

	/**
	 * The folder of a file, which is created if it does not exist. {@link #delete()}
	 * deletes a new folder that is empty.
	 */
	Path folder(Path file) throws IOException {
		Path folder = parent(file);
		Deque<Path> missing = new ArrayDeque<>();
		for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
			missing.push(path);
		}
		for (Path path : missing) {
			Files.createDirectory(path);
			this.folders.push(path);
		}
		return folder;
	}

	Path create(Path folder, FileContent content) throws IOException {
		Path file = nameIn(folder);
		Files.write(file, content.bytes(), StandardOpenOption.CREATE_NEW);
		return file;
	}

	Path copy(Path file) throws IOException {
		Path copy = name(file);
		Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
		return copy;
	}

	Path replacement(Path file, FileContent content) throws IOException {
		Path replacement = create(parent(file), content);
		PosixFileAttributeView original = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		if (original != null) {
			Files.setPosixFilePermissions(replacement, original.readAttributes().permissions());
		}
		return replacement;
	}

	static void replace(Path replacement, Path file) throws IOException {
		try {
			Files.move(replacement, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Replace a file with its copy. If that fails, the copy is kept.
	 */
	void restore(Path copy, Path file) throws IOException {
		try {
			replace(copy, file);
		}
		catch (IOException ex) {
			this.files.remove(copy);
			throw new IOException("'%s' (its content is in '%s')".formatted(file, copy.getFileName()), ex);
		}
	}

	void delete() {
		this.files.forEach(TemporaryFiles::deleteIfPossible);
		this.folders.forEach(TemporaryFiles::deleteIfPossible);
	}

	/**
	 * Delete the temporary files of a killed program.
	 */
	static void deleteLeftovers(Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
			files.forEach(TemporaryFiles::deleteIfPossible);
		}
	}

	/**
	 * Describe a failure for people. The message of a {@link FileSystemException} without
	 * a reason is only the path, so its type is added.
	 * @param failure the failure
	 * @return its message
	 */
	public static String describe(Exception failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
		boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
		return bare ? "%s (%s)".formatted(message, failure.getClass().getSimpleName()) : message;
	}

	/**
	 * A name for a temporary file next to a file.
	 */
	Path name(Path file) throws IOException {
		return nameIn(parent(file));
	}

	/**
	 * Return whether a file is a temporary one, whose content is not needed in the end.
	 * @param name the name or path of the file
	 * @return whether it is
	 */
	public static boolean isTemporary(String name) {
		String filename = name.substring(name.lastIndexOf('/') + 1);
		return filename.startsWith(PREFIX) && filename.endsWith(SUFFIX);
	}

	private Path nameIn(Path folder) {
		Path file = folder.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
		this.files.push(file);
		return file;
	}

	private static Path parent(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (folder == null) {
			throw new IOException("'%s' is not a file".formatted(file));
		}
		return folder;
	}

	static void deleteIfPossible(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			// A folder that is no longer empty, or a file that cannot be deleted.
			return;
		}
	}

}
