package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.script.text.FileFailure;

/**
 * A folder and everything below it. As in Flyway, links are followed and hidden folders
 * are skipped, such as those that Kubernetes creates in mounted volumes. Unlike Flyway,
 * it never skips what it cannot read.
 */
final class Folder {

	/** How often links may lead to a folder that was read before. */
	private static final int MOST_REPEATED = 10_000;

	private final Path root;

	Folder(Path root) {
		this.root = root;
	}

	/**
	 * The files by their paths below the folder, with slashes and in order, and with them
	 * the folders that cannot be read.
	 */
	Map<String, Content> files() throws IOException {
		Map<String, Content> files = new TreeMap<>();
		Files.walkFileTree(this.root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(files));
		return files;
	}

	/**
	 * Flyway skips such files without a word, and so may anybody who opens a file by its
	 * name.
	 */
	private static @Nullable String failureOfName(Path path, String text) {
		if (text.indexOf('\ufffd') < 0 || isExpressible(path, text)) {
			return null;
		}
		String encoding = System.getProperty("sun.jnu.encoding", "");
		String remedy = encoding.equals("UTF-8") ? "Rename it." : "Set LC_ALL=C.UTF-8, or rename it.";
		return "this process cannot read the name, because the locale's encoding is %s. %s".formatted(encoding, remedy);
	}

	private static boolean isExpressible(Path path, String text) {
		try {
			return path.getFileSystem().getPath(text).equals(path);
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	/**
	 * A file, or a folder that cannot be read.
	 *
	 * @param path where it is
	 * @param failure what is wrong with a file that Flyway skips or with a folder, and
	 * what to do; {@code null} if nothing is
	 * @param folder whether it may be a folder
	 */
	record Content(Path path, @Nullable String failure, boolean folder) {

	}

	private final class Visitor extends SimpleFileVisitor<Path> {

		private final Map<String, Content> files;

		private final Set<Object> folders = new HashSet<>();

		private int repeated;

		private Visitor(Map<String, Content> files) {
			this.files = files;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
			if (isHidden(directory)) {
				return FileVisitResult.SKIP_SUBTREE;
			}
			Object key = attributes.fileKey();
			if (key != null && !this.folders.add(key) && ++this.repeated > MOST_REPEATED) {
				fail(directory, "links lead to the same folders again and again");
				return FileVisitResult.TERMINATE;
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			Path path = Folder.this.root.relativize(file);
			String text = path.toString();
			add(text, new Content(file, failureOfName(path, text), false));
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
			if (failure instanceof NoSuchFileException && file.equals(Folder.this.root)) {
				throw failure;
			}
			boolean gone = failure instanceof FileSystemLoopException || failure instanceof NoSuchFileException;
			if (!gone && !isHidden(file)) {
				fail(file, FileFailure.reason(failure));
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
			if (failure != null) {
				fail(directory, FileFailure.reason(failure));
			}
			return FileVisitResult.CONTINUE;
		}

		private boolean isHidden(Path path) throws IOException {
			return !path.equals(Folder.this.root) && Files.isHidden(path);
		}

		private void fail(Path path, String reason) {
			add(Folder.this.root.relativize(path).toString(), new Content(path,
					"it cannot be read (%s), so migrations in it would be missing. Fix its permissions, or move it out of the location."
						.formatted(reason),
					true));
		}

		private void add(String path, Content content) {
			this.files.put(path.replace(Folder.this.root.getFileSystem().getSeparator(), "/"), content);
		}

	}

}
