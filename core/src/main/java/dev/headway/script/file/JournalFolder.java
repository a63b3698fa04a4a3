package dev.headway.script.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.RegularFile;

/**
 * Where edits keep their {@link EditJournal} and temporary files, each in a folder of its
 * own: below the Git directory of the work tree, and without Git below the home folder of
 * the user. Git can bring files to neither, and only the user can write there: who can
 * write below the Git directory can also make Git run programs.
 */
final class JournalFolder {

	private static final String GIT = ".git";

	private static final String GIT_DIRECTORY = "gitdir:";

	private static final int LONGEST_GIT_FILE = 16 * 1024;

	private static final String PREFIX = "edit-";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Path path;

	private final @Nullable Path top;

	private JournalFolder(Path path, @Nullable Path top) {
		this.path = path;
		this.top = top;
	}

	/**
	 * Find the folder for edits of a folder.
	 * @param folder the folder; it need not exist
	 * @return the folder for journals, {@code null} if the user has no home folder
	 */
	static @Nullable JournalFolder of(Path folder) throws IOException {
		Path existing = ConfinedFiles.absolute(folder);
		while (!Files.isDirectory(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		for (Path top = existing.toRealPath(); top != null; top = top.getParent()) {
			Path git = ownGitDirectory(top);
			if (git != null) {
				return new JournalFolder(git.resolve("headway"), top);
			}
		}
		Path home = Path.of(System.getProperty("user.home", ""));
		return (home.isAbsolute() && Files.isDirectory(home)) ? new JournalFolder(home.resolve(".headway"), null)
				: null;
	}

	/**
	 * Find the Git directory of the work tree that a folder is in.
	 * @param folder the real path of the folder
	 * @return the directory, {@code null} if there is none
	 */
	static @Nullable Path gitDirectory(Path folder) throws IOException {
		for (Path top = folder; top != null; top = top.getParent()) {
			Path git = ownGitDirectory(top);
			if (git != null) {
				return git;
			}
		}
		return null;
	}

	private static @Nullable Path ownGitDirectory(Path top) throws IOException {
		Path git = top.resolve(GIT);
		try {
			if (Files.isRegularFile(git) && Files.size(git) < LONGEST_GIT_FILE) {
				String text = RegularFile.text(git);
				git = text.startsWith(GIT_DIRECTORY) ? top.resolve(text.substring(GIT_DIRECTORY.length()).strip())
						: git;
			}
			return Files.isRegularFile(git.resolve("HEAD")) ? git.toRealPath() : null;
		}
		catch (CharacterCodingException | InvalidPathException ex) {
			return null;
		}
	}

	/**
	 * Name a folder in a journal: by its path in the work tree, so that the journal is
	 * valid if that is moved or copied.
	 */
	String nameOf(Path folder) throws IOException {
		Path real = folder.toRealPath();
		Path name = (this.top != null && real.startsWith(this.top)) ? this.top.relativize(real) : real;
		return name.toString();
	}

	/**
	 * List the folders of edits that were interrupted or are still running.
	 */
	List<Path> edits() throws IOException {
		return list(true);
	}

	private List<Path> list(boolean withJournal) throws IOException {
		List<Path> edits = new ArrayList<>();
		if (Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS)) {
			try (DirectoryStream<Path> all = Files.newDirectoryStream(this.path, PREFIX + "*")) {
				for (Path edit : all) {
					if (Files.isDirectory(edit, LinkOption.NOFOLLOW_LINKS)
							&& Files.exists(edit.resolve(EditJournal.NAME), LinkOption.NOFOLLOW_LINKS) == withJournal) {
						edits.add(edit);
					}
				}
			}
		}
		return edits;
	}

	/**
	 * Begin to change files, which only one process does at a time.
	 * @return the lock, for the caller to close
	 */
	FileChannel lock() throws IOException {
		create();
		FileChannel channel = FileChannel.open(this.path.resolve("lock"),
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
				attributes("rw-------"));
		try {
			Instant end = Instant.now().plus(PATIENCE);
			while (tryLock(channel) == null) {
				if (Instant.now().isAfter(end)) {
					throw new EditException(EditError.UNFINISHED_EDIT,
							"Nothing was written: another command is changing migrations and keeps '%s' locked. Wait until it ends, then try again."
								.formatted(this.path.resolve("lock")));
				}
				Thread.sleep(20);
			}
			return channel;
		}
		catch (InterruptedException ex) {
			channel.close();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private void create() throws IOException {
		if (!Files.exists(this.path, LinkOption.NOFOLLOW_LINKS)) {
			try {
				Files.createDirectory(this.path, attributes("rwx------"));
			}
			catch (FileAlreadyExistsException ex) {
				// Another process was faster.
			}
		}
		if (!Files.isDirectory(this.path, LinkOption.NOFOLLOW_LINKS)) {
			throw new IOException("it is not a folder");
		}
		PosixFileAttributeView view = Files.getFileAttributeView(this.path, PosixFileAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		Set<PosixFilePermission> permissions = (view != null) ? view.readAttributes().permissions() : Set.of();
		if (permissions.contains(PosixFilePermission.GROUP_WRITE)
				|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
			throw new IOException("others can write there; run 'chmod 700 %s'".formatted(this.path));
		}
	}

	private FileAttribute<?>[] attributes(String permissions) {
		boolean posix = this.path.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	/**
	 * Create the folder of an edit, after those of programs that were killed before their
	 * first change are deleted.
	 * @return a folder that only this user can read and write
	 */
	Path begin() throws IOException {
		for (Path edit : list(false)) {
			delete(edit);
		}
		Path edit = Files.createTempDirectory(this.path, PREFIX);
		if (this.top == null) {
			requireOwn(this.path, edit);
		}
		return edit;
	}

	/**
	 * Check that a file or folder was created by this user.
	 */
	private static void requireOwn(Path path, Path own) throws IOException {
		if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))) {
			throw new IOException("'%s' belongs to %s; run the command as that user".formatted(path,
					Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)));
		}
	}

	void requireOwn(Path path) throws IOException {
		Path own = Files.createTempFile(this.path, "own-", null);
		try {
			requireOwn(path, own);
		}
		finally {
			Files.delete(own);
		}
	}

	/**
	 * Delete the folder of an edit, beginning with its journal.
	 */
	static void delete(Path edit) {
		TemporaryFiles.deleteIfPossible(edit.resolve(EditJournal.NAME));
		try (DirectoryStream<Path> files = Files.newDirectoryStream(edit)) {
			files.forEach(TemporaryFiles::deleteIfPossible);
		}
		catch (IOException ex) {
			return;
		}
		TemporaryFiles.deleteIfPossible(edit);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
