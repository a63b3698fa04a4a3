package dev.headway.script.location;

import java.io.File;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A location as Flyway reads it.
 *
 * @param descriptor the location as configured
 * @param kind where it is
 * @param root the folders before the first wildcard, with slashes
 * @param wildcards what follows, {@code null} if there are no wildcards
 */
record Location(String descriptor, Kind kind, String root, @Nullable Wildcards wildcards) {

	private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");

	private static final Pattern WILDCARD = Pattern.compile("[*?].*");

	static Location parse(String text) {
		String descriptor = text.strip();
		int colon = DRIVE.matcher(descriptor).matches() ? -1 : descriptor.indexOf(':');
		Kind kind = (colon < 0) ? Kind.CLASSPATH : Kind.of(descriptor.substring(0, colon));
		String path = slashes(descriptor.substring(colon + 1));
		String plain = WILDCARD.matcher(path).replaceFirst("");
		if (plain.equals(path)) {
			return new Location(descriptor, kind, normalize(kind, path), null);
		}
		int end = plain.lastIndexOf('/');
		String root = (end < 0) ? "" : normalize(kind, plain.substring(0, end));
		return new Location(descriptor, kind, root, Wildcards.of(path.substring(end + 1)));
	}

	/**
	 * Leave out locations below another one, and sort the rest as Flyway does.
	 */
	static List<Location> outermost(List<Location> locations) {
		return locations.stream()
			.filter((location) -> locations.stream().noneMatch(location::isBelow))
			.sorted(Comparator.comparing(Location::kind).thenComparing(Location::root))
			.toList();
	}

	/**
	 * The location without its prefix, with slashes.
	 */
	String path() {
		return slashes(this.descriptor.replaceFirst("(?i)^(filesystem|classpath):", ""));
	}

	boolean matches(String path) {
		return this.wildcards == null || this.wildcards.match(path);
	}

	/**
	 * Whether a file in a folder may be in this location.
	 */
	boolean mayContain(String folder) {
		return this.wildcards == null || this.wildcards.matchBelow(folder);
	}

	/**
	 * The path of a file below the location, which Flyway records, from its path below
	 * the root.
	 */
	String relativize(String path) {
		return (this.wildcards != null) ? this.wildcards.relativize(path) : path;
	}

	private boolean isBelow(Location other) {
		return this.kind == other.kind && this.wildcards == null && other.wildcards == null
				&& this.root.startsWith(other.root + "/");
	}

	/**
	 * Separate folders by slashes. On other systems than Windows a backslash is part of a
	 * name.
	 */
	private static String slashes(String path) {
		return path.replace(DRIVE.matcher(path).matches() ? '\\' : File.separatorChar, '/');
	}

	private static String normalize(Kind kind, String path) {
		String normal = path.replaceAll("/{2,}", "/").replaceAll("(?<=.)/$", "");
		return (kind == Kind.CLASSPATH && normal.startsWith("/")) ? normal.substring(1) : normal;
	}

	enum Kind {

		CLASSPATH, FILESYSTEM, UNSUPPORTED;

		private static Kind of(String prefix) {
			return switch (prefix.toLowerCase(Locale.ROOT)) {
				case "classpath" -> CLASSPATH;
				case "filesystem" -> FILESYSTEM;
				default -> UNSUPPORTED;
			};
		}

	}

}
