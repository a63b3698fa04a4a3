package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder and everything below it. As in Flyway, links are followed and hidden folders
 * are skipped, such as those that Kubernetes creates in mounted volumes.
 */
final class Folder {

	private final Path root;

	Folder(Path root) {
		this.root = root;
	}

	/**
	 * The files by their paths below the folder, with slashes and in order.
	 */
	Map<String, Path> files() throws IOException {
		Map<String, Path> files = new TreeMap<>();
		Files.walkFileTree(this.root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(files));
		return files;
	}

	private final class Visitor extends SimpleFileVisitor<Path> {

		private final Map<String, Path> files;

		private Visitor(Map<String, Path> files) {
			this.files = files;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
			boolean hidden = !directory.equals(Folder.this.root) && Files.isHidden(directory);
			return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			String path = Folder.this.root.relativize(file).toString();
			this.files.put(path.replace(file.getFileSystem().getSeparator(), "/"), file);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
			if (file.equals(Folder.this.root)) {
				throw failure;
			}
			return FileVisitResult.CONTINUE;
		}

	}

}
