package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.RegularFile;

/**
 * Files in some folders that may be written, renamed and deleted. A tree may contain
 * links to any file of the user, so this never happens through a link: each file has to
 * be a regular one, and the folders above it have to be folders. Only links that cannot
 * be part of the tree are followed: those above a Git work tree, and those of the system.
 * The real path is found again for each step.
 */
final class ConfinedFiles {

	private static final String LINK = "'%s' is a link, and nothing is written, renamed or deleted through links.";

	private final List<Path> folders;

	/**
	 * Create an instance.
	 * @param folders the folders; they need not exist
	 */
	ConfinedFiles(Collection<Path> folders) {
		this.folders = folders.stream().map(ConfinedFiles::absolute).toList();
	}

	/**
	 * Find the folder that contains a file.
	 * @return the number of the innermost one
	 */
	int folderOf(Path file) {
		Path absolute = absolute(file);
		int found = -1;
		for (int i = 0; i < this.folders.size(); i++) {
			Path folder = this.folders.get(i);
			boolean contains = absolute.startsWith(folder) && !absolute.equals(folder);
			if (contains && (found < 0 || folder.getNameCount() > this.folders.get(found).getNameCount())) {
				found = i;
			}
		}
		if (found < 0) {
			throw new EditException(EditError.NOT_WRITABLE,
					"'%s' is outside of the folders that may be changed: %s.".formatted(file, this.folders));
		}
		return found;
	}

	/**
	 * Find the real path of a file to change.
	 * @param file the file, which need not exist
	 * @return its path without any link
	 * @throws EditException if it is a link or special file, below a link or outside of
	 * the folders
	 */
	Path real(Path file) throws IOException {
		return real(file, this.folders.get(folderOf(file)));
	}

	private static Path real(Path file, Path root) throws IOException {
		Path absolute = absolute(file);
		Path folder = realFolder(parent(absolute), root);
		Path given = parent(file.toAbsolutePath());
		if (Files.exists(given) && !Files.isSameFile(folder, given)) {
			throw new EditException(EditError.NOT_WRITABLE,
					"'%s' goes through a link. Specify the folder '%s' instead.".formatted(file, given.toRealPath()));
		}
		Path real = folder.resolve(absolute.getFileName());
		if (Files.isSymbolicLink(real)) {
			throw new EditException(EditError.NOT_WRITABLE,
					(LINK + " Replace it with a regular file.").formatted(file));
		}
		if (Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
			throw new EditException(EditError.NOT_WRITABLE,
					"'%s' is not a regular file. Move it, then try again.".formatted(file));
		}
		return real;
	}

	/**
	 * Find the real path of a folder without following a link that may be part of a tree.
	 * @param folder the folder
	 * @param root the part of it that is not followed if it is a link itself
	 * @return the path without any link
	 * @throws EditException if there is such a link
	 */
	static Path realFolder(Path folder, Path root) throws IOException {
		Path path = folder.getRoot();
		Path real = path;
		for (Path name : folder) {
			path = path.resolve(name);
			Path next = real.resolve(name);
			if (Files.isSymbolicLink(next)) {
				if (path.startsWith(root) || isBelowCurrent(path) || !isOfUser(real, next)) {
					throw new EditException(EditError.NOT_WRITABLE,
							(LINK + " Specify the folder itself, or replace the link with a folder.").formatted(path));
				}
				next = next.toRealPath();
			}
			real = next;
		}
		return real;
	}

	private static boolean isBelowCurrent(Path path) {
		Path current = absolute(Path.of(""));
		return current.getParent() != null && path.startsWith(current);
	}

	/**
	 * Whether a link is not part of a tree that somebody else has made: it is above a Git
	 * work tree, or the system's.
	 */
	private static boolean isOfUser(Path folder, Path link) throws IOException {
		if (JournalFolder.gitDirectory(folder) != null) {
			return false;
		}
		return folder.getParent() == null || JournalFolder.gitDirectory(link.toRealPath()) != null
				|| !Files.getOwner(folder).equals(Files.getOwner(Path.of(System.getProperty("user.home", "/"))));
	}

	void create(Path content, Path file) throws IOException {
		requireNone(file);
		move(content, real(file));
	}

	void replace(Path content, Path file) throws IOException {
		move(content, real(file));
	}

	void delete(Path file) throws IOException {
		Files.delete(real(file));
	}

	boolean deleteIfUnchanged(Path file, String digest) throws IOException {
		Path real = real(file);
		return FileContent.of(() -> RegularFile.openUnlinked(real)).digest().equals(digest)
				&& Files.deleteIfExists(real);
	}

	/**
	 * Rename a file in its folder, or move it to or from a folder for temporary files.
	 * @param from the file
	 * @param to its new name; no such file exists
	 */
	static void rename(Path from, Path to) throws IOException {
		requireNone(to);
		move(real(from, parent(absolute(from))), real(to, parent(absolute(to))));
	}

	private static void requireNone(Path file) throws FileAlreadyExistsException {
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileAlreadyExistsException(file.toString());
		}
	}

	/**
	 * Move a file to another folder, so that there is either the old or the new content
	 * at any time, also if the folder is in another file system.
	 */
	private static void move(Path from, Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Path copy = to.resolveSibling(TemporaryFiles.newName());
			try {
				copy(from, copy);
				Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(copy);
			}
			Files.delete(from);
		}
	}

	static void copy(Path from, Path to) throws IOException {
		Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Create the folder of a file, and those above it.
	 * @return the folders that did not exist, the innermost first
	 */
	List<Path> createFolder(Path file) throws IOException {
		Path root = this.folders.get(folderOf(file));
		Path folder = realFolder(parent(absolute(file)), root);
		List<Path> missing = new ArrayList<>();
		for (Path path = folder; path != null
				&& !Files.exists(path, LinkOption.NOFOLLOW_LINKS); path = path.getParent()) {
			missing.add(path);
		}
		for (int i = missing.size() - 1; i >= 0; i--) {
			Files.createDirectory(missing.get(i));
		}
		return missing;
	}

	static Path absolute(Path path) {
		return path.toAbsolutePath().normalize();
	}

	private static Path parent(Path file) throws IOException {
		@Nullable Path folder = file.getParent();
		if (folder == null) {
			throw new IOException("'%s' is not a file".formatted(file));
		}
		return folder;
	}

}
