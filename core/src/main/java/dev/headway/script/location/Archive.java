package dev.headway.script.location;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * A jar, or a jar within a jar, or a folder in one of them. It stays open from its
 * listing until it is closed, and opens itself again for each entry that is read after
 * that.
 */
final class Archive implements Closeable {

	private final URL url;

	private final String prefix;

	private final String place;

	private final String entryName;

	private @Nullable JarFile jar;

	private Archive(URL url, JarFile jar, String entryName) {
		this.url = url;
		String folder = url.toString();
		this.prefix = folder.substring(0, folder.lastIndexOf("!/") + 2);
		String archive = this.prefix.replaceFirst("/?!/$", "");
		this.place = archive.substring(archive.lastIndexOf('/') + 1) + "!/";
		this.jar = jar;
		this.entryName = entryName;
	}

	/**
	 * Open an archive.
	 * @param url the folder in it, or all of it
	 * @return the archive, {@code null} if the URL is not that of an archive
	 * @throws IOException if it cannot be read
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
	 * Return the folder that was asked for.
	 * @return the name with a slash at its end, empty for all of the archive
	 */
	String folder() {
		return (this.entryName.isEmpty() || this.entryName.endsWith("/")) ? this.entryName : this.entryName + "/";
	}

	/**
	 * List the names of the files below a folder.
	 * @param folder the folder, with a slash at its end
	 * @return the names in order
	 */
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

	/**
	 * Return where an entry is, for people.
	 * @param name the name of the entry
	 * @return the name of the archive and that of the entry
	 */
	String pathOf(String name) {
		return this.place + name;
	}

	InputStream open(String name) throws IOException {
		JarFile open = this.jar;
		if (open != null) {
			return open(open, name);
		}
		JarURLConnection connection = connect(this.url);
		if (connection == null) {
			throw new NoSuchFileException(pathOf(name));
		}
		return openOnce(connection.getJarFile(), name);
	}

	@Override
	public void close() throws IOException {
		JarFile open = this.jar;
		this.jar = null;
		if (open != null) {
			open.close();
		}
	}

	private InputStream openOnce(JarFile own, String name) throws IOException {
		try {
			return new FilterInputStream(open(own, name)) {

				@Override
				public void close() throws IOException {
					super.close();
					own.close();
				}

			};
		}
		catch (IOException ex) {
			own.close();
			throw ex;
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

}
