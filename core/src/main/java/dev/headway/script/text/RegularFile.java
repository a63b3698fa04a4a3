package dev.headway.script.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;

/**
 * Opens files for reading; nothing else does. The files may come from a branch that
 * nobody has reviewed, so a device, pipe or socket is refused, because reading it may
 * never end, and so is what the kernel makes up for a process, such as its environment.
 */
public final class RegularFile {

	private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/sys"));

	private RegularFile() {
	}

	/**
	 * Open a file. As in Flyway, links are followed.
	 * @param file the file
	 * @return its bytes, for the caller to close
	 * @throws IOException if it is not a regular file or cannot be read
	 */
	public static InputStream open(Path file) throws IOException {
		BasicFileAttributes attributes = attributes(file);
		if (!attributes.isSymbolicLink()) {
			return open(file, file, attributes);
		}
		Path target = target(file);
		if (KERNEL.stream().anyMatch(target::startsWith)) {
			throw refused(file, "not a regular file");
		}
		return open(file, target, attributes(target));
	}

	/**
	 * Open a file that has no reason to be a link.
	 * @param file the file
	 * @return its bytes, for the caller to close
	 * @throws IOException if it is a link, is not a regular file or cannot be read
	 */
	public static InputStream openUnlinked(Path file) throws IOException {
		BasicFileAttributes attributes = attributes(file);
		if (attributes.isSymbolicLink()) {
			throw refused(file, "a link, which is not followed");
		}
		return open(file, file, attributes, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Read a file. As in Flyway, links are followed.
	 * @param file the file
	 * @return all of its bytes
	 * @throws IOException if it is not a regular file or cannot be read
	 */
	public static byte[] read(Path file) throws IOException {
		try (InputStream bytes = open(file)) {
			return bytes.readAllBytes();
		}
	}

	/**
	 * Read a file of Git, or of a program that was run.
	 * @param file the file
	 * @return its text, without leading and trailing white space
	 * @throws IOException if it is not a regular file or cannot be read
	 */
	public static String text(Path file) throws IOException {
		return new String(read(file), StandardCharsets.UTF_8).strip();
	}

	/**
	 * Return whether a file is somewhere else than it seems, because it is a link or in a
	 * linked folder.
	 * @param file the file
	 * @param folders folders that belong together
	 * @return whether it is really in none of them
	 */
	public static boolean isOutside(Path file, Collection<Path> folders) {
		try {
			Path target = file.toRealPath();
			for (Path folder : folders) {
				if (Files.exists(folder) && target.startsWith(folder.toRealPath())) {
					return false;
				}
			}
		}
		catch (IOException ex) {
			return true;
		}
		return true;
	}

	private static InputStream open(Path file, Path target, BasicFileAttributes attributes, OpenOption... options)
			throws IOException {
		if (!attributes.isRegularFile()) {
			throw refused(file, "not a regular file");
		}
		return Files.newInputStream(target, options);
	}

	private static Path target(Path link) throws IOException {
		try {
			return link.toRealPath();
		}
		catch (NoSuchFileException ex) {
			throw new NoSuchFileException(link.toString(), null, "a link to a file that does not exist");
		}
	}

	private static BasicFileAttributes attributes(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	private static FileSystemException refused(Path file, String reason) {
		return new FileSystemException(file.toString(), null, reason);
	}

}
