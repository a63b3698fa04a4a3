package dev.headway.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.maven.model.Resource;

import dev.headway.script.location.SourceFolders;

/**
 * The locations of a module as folders in its sources.
 *
 * @param folders the folders, with wildcards, as seen from the current folder; where none
 * exists, those that may be created
 * @param missing the locations that do not exist
 * @param exist whether one of them exists
 */
record ModuleLocations(List<String> folders, List<String> missing, boolean exist) {

	ModuleLocations {
		folders = List.copyOf(folders);
		missing = List.copyOf(missing);
	}

	/**
	 * Find the folders.
	 * @param base the folder to which locations in the file system are relative
	 * @param resources the resource folders, to which other locations are relative; empty
	 * if there is no POM
	 * @param locations the locations, as Flyway knows them
	 * @return the locations
	 */
	static ModuleLocations of(Path base, List<Resource> resources, List<String> locations) {
		List<String> existing = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		List<String> possible = new ArrayList<>();
		for (String location : locations) {
			List<String> folders = folders(base, resources, location.strip()).toList();
			List<String> found = folders.stream().filter(ModuleLocations::exists).toList();
			existing.addAll(found);
			folders.stream().limit(1).forEach(possible::add);
			if (found.isEmpty()) {
				missing.add(location.strip());
			}
		}
		return new ModuleLocations(existing.isEmpty() ? possible : existing, missing, !existing.isEmpty());
	}

	private static Stream<String> folders(Path base, List<Resource> resources, String location) {
		int colon = location.indexOf(':');
		String kind = (colon > 1) ? location.substring(0, colon).toLowerCase(Locale.ROOT) : "classpath";
		String path = (colon > 1) ? location.substring(colon + 1) : location;
		return switch (kind) {
			case "filesystem" -> Stream.of(Path.of(path).isAbsolute() ? path : below(base, path));
			case "classpath" -> {
				String inClasspath = path.replaceFirst("^/+", "");
				yield resources.isEmpty() ? Stream.of(below(base, "src/main/resources/" + inClasspath))
						: resources.stream().flatMap((resource) -> inResource(base, resource, inClasspath).stream());
			}
			default -> Stream.empty();
		};
	}

	/**
	 * The folder that a build copies to a path of the class path, or below it.
	 */
	private static Optional<String> inResource(Path base, Resource resource, String path) {
		Path folder = base.resolve(resource.getDirectory());
		String target = Optional.ofNullable(resource.getTargetPath()).orElse("").replaceFirst("/+$", "");
		if (target.isEmpty()) {
			return Optional.of(below(folder, path));
		}
		if ((path + "/").startsWith(target + "/")) {
			return Optional.of(below(folder, path.substring(target.length()).replaceFirst("^/+", "")));
		}
		return Optional.of(below(folder, "")).filter((all) -> (target + "/").startsWith(path + "/"));
	}

	/**
	 * A path below a folder, as seen from the current folder if it is there.
	 */
	private static String below(Path folder, String path) {
		Path current = Path.of("").toAbsolutePath();
		Path absolute = folder.toAbsolutePath().normalize();
		Path shown = absolute.startsWith(current) ? current.relativize(absolute) : absolute;
		String start = shown.toString().replace(File.separatorChar, '/');
		return Stream.of(start, path).filter((part) -> !part.isEmpty()).reduce((a, b) -> a + "/" + b).orElse(".");
	}

	/**
	 * Whether there is something: with wildcards, or a folder for each database, above
	 * that.
	 */
	private static boolean exists(String folder) {
		String fixed = folder.replaceFirst("[^/]*\\{vendor}.*", "");
		return SourceFolders.of(List.of("filesystem:" + (fixed.isEmpty() ? "." : fixed)), null)
			.roots()
			.stream()
			.allMatch(Files::isDirectory);
	}

}
