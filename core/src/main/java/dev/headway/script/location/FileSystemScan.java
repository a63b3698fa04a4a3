package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Looks for migrations in folders of the file system.
 */
final class FileSystemScan {

	private final LocationListing listing;

	FileSystemScan(LocationListing listing) {
		this.listing = listing;
	}

	void scan(Location location) {
		try {
			Path root = Path.of(location.root());
			if (location.root().isEmpty() || !Files.isDirectory(root)) {
				this.listing.missing(location);
				return;
			}
			Path real = root.toRealPath();
			for (Map.Entry<String, Path> file : new Folder(root).files().entrySet()) {
				String path = file.getKey();
				this.listing.add(location, path, real.resolve(path).toString(),
						FileResource.inFolder(location, path, file.getValue()));
			}
			this.listing.found(location);
		}
		catch (IOException | InvalidPathException ex) {
			this.listing.missing(location);
		}
	}

}
