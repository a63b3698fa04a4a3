package dev.headway.script.location;

import java.nio.file.Path;
import java.util.List;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptSource;

/**
 * Locations as Flyway's {@code flyway.locations} has them: {@code classpath:} (also
 * without prefix) and {@code filesystem:}, with the wildcards {@code *}, {@code **} and
 * {@code ?}.
 */
public final class ScriptLocations implements ScriptSource {

	private final List<Location> locations;

	private final ClassLoader classLoader;

	private ScriptLocations(List<Location> locations, ClassLoader classLoader) {
		this.locations = locations;
		this.classLoader = classLoader;
	}

	/**
	 * Create the source of some locations.
	 * @param locations the locations as configured
	 * @param classLoader what finds class path locations
	 * @return the source
	 */
	public static ScriptLocations of(List<String> locations, ClassLoader classLoader) {
		List<Location> parsed = locations.stream().map(Location::parse).toList();
		return new ScriptLocations(Location.outermost(parsed), classLoader);
	}

	/**
	 * Create the source of one folder in the file system. Its name is taken as it is,
	 * also where it has characters that are wildcards in a location.
	 * @param folder the folder
	 * @return the source
	 */
	public static ScriptLocations of(Path folder) {
		Location location = new Location("filesystem:" + folder, Location.Kind.FILESYSTEM, folder.toString(), null);
		return new ScriptLocations(List.of(location), ScriptLocations.class.getClassLoader());
	}

	@Override
	public ScriptListing list() {
		LocationListing listing = new LocationListing();
		FileSystemScan fileSystem = new FileSystemScan(listing);
		ClassPathScan classPath = new ClassPathScan(listing, this.classLoader);
		for (Location location : this.locations) {
			switch (location.kind()) {
				case CLASSPATH -> classPath.scan(location);
				case FILESYSTEM -> fileSystem.scan(location);
				case UNSUPPORTED -> listing.unsupported(location);
			}
		}
		return listing;
	}

}
