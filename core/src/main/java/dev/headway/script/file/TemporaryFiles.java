package dev.headway.script.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The temporary files of a {@link FileTransaction}, in the folder of its journal, and the
 * folders that it creates.
 */
public final class TemporaryFiles {

	private static final Pattern NAME = Pattern.compile("\\.headway-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

	private final Path folder;

	private final ConfinedFiles files;

	private final Deque<Path> newFolders = new ArrayDeque<>();

	TemporaryFiles(Path folder, ConfinedFiles files) {
		this.folder = folder;
		this.files = files;
	}

	/**
	 * Write new content of a file, whose folder is created if it does not exist.
	 * {@link #deleteFolders()} deletes a new folder that is empty.
	 */
	Path create(Path file, FileContent content) throws IOException {
		for (Path created : this.files.createFolder(file)) {
			this.newFolders.addLast(created);
		}
		return write(content);
	}

	Path executable(Path file, FileContent content) throws IOException {
		Path created = create(file, content);
		PosixFileAttributeView view = Files.getFileAttributeView(created, PosixFileAttributeView.class);
		if (view != null) {
			Set<PosixFilePermission> permissions = view.readAttributes().permissions();
			permissions.add(PosixFilePermission.OWNER_EXECUTE);
			permissions.add(PosixFilePermission.GROUP_EXECUTE);
			permissions.add(PosixFilePermission.OTHERS_EXECUTE);
			view.setPermissions(permissions);
		}
		return created;
	}

	Path copy(Path file) throws IOException {
		Path copy = name();
		ConfinedFiles.copy(this.files.real(file), copy);
		return copy;
	}

	Path replacement(Path file, FileContent content) throws IOException {
		Path replacement = write(content);
		PosixFileAttributeView original = Files.getFileAttributeView(this.files.real(file),
				PosixFileAttributeView.class);
		if (original != null) {
			Files.setPosixFilePermissions(replacement, original.readAttributes().permissions());
		}
		return replacement;
	}

	private Path write(FileContent content) throws IOException {
		Path file = name();
		try (InputStream bytes = content.open()) {
			Files.copy(bytes, file);
		}
		return file;
	}

	/**
	 * A name for a temporary file.
	 */
	Path name() {
		return this.folder.resolve(newName());
	}

	static String newName() {
		return ".headway-%s.tmp".formatted(UUID.randomUUID());
	}

	void deleteFolders() {
		this.newFolders.forEach(TemporaryFiles::deleteIfPossible);
	}

	/**
	 * Delete the temporary files of a killed program that are next to the files that they
	 * should have replaced, because the folder of its journal was in another file system.
	 */
	static void deleteLeftovers(Path folder) {
		Path root = ConfinedFiles.absolute(folder);
		try {
			Files.walkFileTree(ConfinedFiles.realFolder(root, root), new Leftovers());
		}
		catch (IOException | EditException ex) {
			// A folder that does not exist, or may not be changed.
			return;
		}
	}

	/**
	 * Return whether a file is a temporary one, whose content is not needed in the end.
	 * @param path the name or path of the file
	 * @return whether it is
	 */
	public static boolean isTemporary(String path) {
		return isName(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
	}

	static boolean isName(String name) {
		return NAME.matcher(name).matches();
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

	private static final class Leftovers extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile() && isTemporary(file.toString())) {
				deleteIfPossible(file);
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
