package dev.headway.script.location;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds migrations on the class path, in folders and {@link Archive}s. As in Flyway,
 * archives without entries for folders are found only if a {@link URLClassLoader} has
 * them.
 */
final class ClassPathScan {

	private final LocationListing listing;

	private final ClassLoader classLoader;

	ClassPathScan(LocationListing listing, ClassLoader classLoader) {
		this.listing = listing;
		this.classLoader = classLoader;
	}

	void scan(Location location) {
		try {
			List<URL> urls = Collections.list(this.classLoader.getResources(location.root()));
			boolean found = !urls.isEmpty();
			for (URL url : urls) {
				scan(location, url);
			}
			if (!found || location.root().isEmpty()) {
				found |= scanArchives(location);
			}
			if (!found) {
				this.listing.missing(location);
			}
		}
		catch (IOException ex) {
			this.listing.missing(location);
		}
	}

	private void scan(Location location, URL url) throws IOException {
		if ("file".equals(url.getProtocol())) {
			scan(location, Path.of(uriOf(url)));
			return;
		}
		Archive archive = Archive.open(url);
		if (archive == null) {
			this.listing.unsupported(location);
		}
		else {
			scan(location, archive, archive.folder());
		}
	}

	private void scan(Location location, Path folder) throws IOException {
		if (Files.isDirectory(folder)) {
			this.listing.addFolder(folder);
			SourceFolders.sourceOf(folder).ifPresent(this.listing::addFolder);
			this.listing.add(location, folder, true);
		}
	}

	private boolean scan(Location location, Archive archive, String folder) {
		this.listing.keep(archive);
		List<String> names = archive.files(folder);
		for (String name : names) {
			String path = name.substring(folder.length());
			this.listing.addFromClassPath(location, path, archive.urlOf(name),
					archive.resource(location.relativize(path), name));
		}
		return !names.isEmpty();
	}

	private boolean scanArchives(Location location) throws IOException {
		boolean found = false;
		for (URL url : archives()) {
			Archive archive = openIfReadable(url);
			if (archive != null) {
				found |= scan(location, archive, location.root().isEmpty() ? "" : location.root() + "/");
			}
		}
		return found;
	}

	private static @Nullable Archive openIfReadable(URL url) {
		try {
			return Archive.open(url);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private List<URL> archives() throws IOException {
		List<URL> archives = new ArrayList<>();
		if (this.classLoader instanceof URLClassLoader loader) {
			for (URL url : loader.getURLs()) {
				if ("file".equals(url.getProtocol()) && url.getPath().endsWith(".jar")) {
					archives.add(URI.create("jar:" + uriOf(url) + "!/").toURL());
				}
			}
		}
		return archives;
	}

	private static URI uriOf(URL url) throws IOException {
		try {
			return url.toURI();
		}
		catch (URISyntaxException ex) {
			throw new IOException(ex);
		}
	}

}
