package dev.headway.script.location;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

import dev.headway.script.ScriptResource;

/**
 * A jar, a jar in a jar, or a folder in one of them. It stays open from its listing until
 * it is closed. After that, it is opened again for each entry that is read.
 */
final class Archive implements Closeable {

	private final URL url;

	private final String prefix;

	private final String displayName;

	private final String entryName;

	private @Nullable JarFile jar;

	private Archive(URL url, JarFile jar, String entryName) {
		this.url = url;
		String folder = url.toString();
		this.prefix = folder.substring(0, folder.lastIndexOf("!/") + 2);
		String archive = this.prefix.replaceFirst("/?!/$", "");
		this.displayName = archive.substring(archive.lastIndexOf('/') + 1) + "!/";
		this.jar = jar;
		this.entryName = entryName;
	}

	/**
	 * Open an archive, or return {@code null} if the URL is not that of an archive.
	 */
	static @Nullable Archive open(URL url) throws IOException {
		JarURLConnection connection = connect(url);
		if (connection == null) {
			return null;
		}
		String entryName = connection.getEntryName();
		return new Archive(url, connection.getJarFile(), (entryName != null) ? entryName : "");
	}

	/**
	 * The folder of the URL, with a slash at its end; empty for the whole archive.
	 */
	String folder() {
		return (this.entryName.isEmpty() || this.entryName.endsWith("/")) ? this.entryName : this.entryName + "/";
	}

	List<String> files(String folder) {
		JarFile open = this.jar;
		if (open == null) {
			return List.of();
		}
		return open.stream()
			.filter((entry) -> !entry.isDirectory())
			.map(ZipEntry::getName)
			.filter((name) -> name.startsWith(folder))
			.sorted()
			.toList();
	}

	String urlOf(String name) {
		return this.prefix + name;
	}

	ScriptResource resource(String relativePath, String name) {
		return new Entry(relativePath, this, name);
	}

	private String pathOf(String name) {
		return this.displayName + name;
	}

	private InputStream open(String name) throws IOException {
		JarFile open = this.jar;
		if (open != null) {
			return open(open, name);
		}
		try (JarFile own = Objects.requireNonNull(connect(this.url)).getJarFile();
				InputStream bytes = open(own, name)) {
			return new ByteArrayInputStream(bytes.readAllBytes());
		}
	}

	@Override
	public void close() throws IOException {
		JarFile open = this.jar;
		this.jar = null;
		if (open != null) {
			open.close();
		}
	}

	private InputStream open(JarFile open, String name) throws IOException {
		InputStream bytes = open.getInputStream(open.getEntry(name));
		if (bytes == null) {
			throw new NoSuchFileException(pathOf(name));
		}
		return bytes;
	}

	private static @Nullable JarURLConnection connect(URL url) throws IOException {
		URLConnection connection = url.openConnection();
		connection.setUseCaches(false);
		return (connection instanceof JarURLConnection archive) ? archive : null;
	}

	/**
	 * A file in an archive.
	 *
	 * @param relativePath its path below its location
	 * @param archive the archive
	 * @param name its name in the archive
	 */
	private record Entry(String relativePath, Archive archive, String name) implements ScriptResource {

		@Override
		public String filename() {
			return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
		}

		@Override
		public String path() {
			return this.archive.pathOf(this.name);
		}

		@Override
		public InputStream open() throws IOException {
			return this.archive.open(this.name);
		}

	}

}
