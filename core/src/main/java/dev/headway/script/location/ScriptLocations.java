package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import dev.headway.script.ScriptListing;

/**
 * Finds migrations in locations as in {@code spring.flyway.locations}:
 * {@code classpath:}, which is also the default, and {@code filesystem:}, with the
 * wildcards {@code *}, {@code **} and {@code ?}.
 */
public final class ScriptLocations implements Supplier<ScriptListing> {

	private final List<Location> locations;

	private final ClassLoader classLoader;

	private ScriptLocations(List<Location> locations, ClassLoader classLoader) {
		this.locations = locations;
		this.classLoader = classLoader;
	}

	/**
	 * Create the source of some locations.
	 * @param locations the locations as configured
	 * @param classLoader finds class path locations
	 * @return the source
	 */
	public static ScriptLocations of(List<String> locations, ClassLoader classLoader) {
		List<Location> parsed = locations.stream().map(Location::parse).toList();
		return new ScriptLocations(Location.outermost(parsed), classLoader);
	}

	/**
	 * Create the source of one folder in the file system. Wildcards in its name have no
	 * special meaning.
	 * @param folder the folder
	 * @return the source
	 */
	public static ScriptLocations of(Path folder) {
		Location location = new Location("filesystem:" + folder, Location.Kind.FILESYSTEM, folder.toString(), null);
		return new ScriptLocations(List.of(location), ScriptLocations.class.getClassLoader());
	}

	@Override
	public ScriptListing get() {
		LocationListing listing = new LocationListing();
		ClassPathScan classPath = new ClassPathScan(listing, this.classLoader);
		for (Location location : this.locations) {
			switch (location.kind()) {
				case CLASSPATH -> classPath.scan(location);
				case FILESYSTEM -> scanFileSystem(listing, location);
				case UNSUPPORTED -> listing.unsupported(location);
			}
		}
		return listing;
	}

	private static void scanFileSystem(LocationListing listing, Location location) {
		try {
			Path root = Path.of(location.root());
			if (location.root().isEmpty() || !Files.isDirectory(root)) {
				listing.missing(location);
				return;
			}
			listing.addFolder(root);
			listing.add(location, root, false);
		}
		catch (IOException | InvalidPathException ex) {
			listing.missing(location);
		}
	}

}
