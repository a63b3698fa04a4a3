package dev.headway.script.location;

import java.util.List;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptSource;

/**
 * Locations as Flyway's {@code flyway.locations} has them: {@code classpath:} (also
 * without prefix) and {@code filesystem:}, with the wildcards {@code *}, {@code **} and
 * {@code ?}.
 */
public final class ScriptLocations implements ScriptSource {

	private ScriptLocations() {
	}

	/**
	 * Create the source of some locations.
	 * @param locations the locations as configured
	 * @param classLoader what finds class path locations
	 * @return the source
	 */
	public static ScriptLocations of(List<String> locations, ClassLoader classLoader) {
		return new ScriptLocations();
	}

	@Override
	public ScriptListing list() {
		return List::of;
	}

}
