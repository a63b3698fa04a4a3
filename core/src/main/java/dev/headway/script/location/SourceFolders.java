package dev.headway.script.location;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.script.HeadFile;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptResource;
import dev.headway.script.code.CodeFile;
import dev.headway.script.text.RegularFile;

/**
 * The folders in a source tree from which an application gets its migrations: its
 * locations, and the sources of Java migrations. All paths are relative to one of these
 * folders, in which new files are written, so that files in another one begin with
 * {@code ../}.
 * <p>
 * Sources count in {@code src/main/java}, {@code kotlin} and {@code groovy} if the
 * location is the same package in {@code src/main/resources}, and in a location that is
 * not below such a folder, where class files count too. What a build has copied or
 * compiled is left out, unless it is a location itself.
 */
public final class SourceFolders {

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private static final Pattern IN_RESOURCES = Pattern
		.compile("(?<before>(?:.*/)?src/[^/]+/)resources(?<after>(?:/.*)?)");

	private static final Pattern BUILT = Pattern.compile(
			"(?<module>.*?)(?:^|/)(?:target/classes|build/resources/main|build/classes/[^/]+/main|out/production/[^/]+|bin/main)/(?<path>.*)");

	private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy");

	private final List<Location> locations;

	private final List<Location> code;

	private final Path folder;

	private final Path absolute;

	private SourceFolders(List<Location> locations, Path folder) {
		this.locations = locations.stream().filter(Location.outermost(locations)::contains).distinct().toList();
		this.code = this.locations.stream().flatMap(SourceFolders::code).distinct().toList();
		this.folder = folder;
		this.absolute = folder.toAbsolutePath().normalize();
	}

	/**
	 * Create an instance for one folder. Wildcards in its name have no special meaning.
	 * @param folder the folder; it need not exist
	 * @return the folders
	 */
	public static SourceFolders of(Path folder) {
		return new SourceFolders(List.of(new Location("filesystem:" + folder, Location.Kind.FILESYSTEM,
				folder.toString().replace(File.separatorChar, '/'), null)), folder);
	}

	/**
	 * Create an instance for several locations.
	 * @param locations folders, with or without {@code filesystem:} and with wildcards as
	 * in {@code spring.flyway.locations}; those that begin with {@code classpath:} are in
	 * {@code src/main/resources}
	 * @param into the folder for new files, {@code null} for the first location
	 * @return the folders
	 */
	public static SourceFolders of(List<String> locations, @Nullable Path into) {
		List<Location> parsed = locations.stream().map(SourceFolders::parse).toList();
		SourceFolders folders = new SourceFolders(parsed, Path.of(parsed.get(0).root()));
		return (into != null) ? folders.into(into) : folders;
	}

	private static Location parse(String text) {
		String path = text.strip();
		if (path.startsWith("classpath:")) {
			path = RESOURCES + "/" + path.substring("classpath:".length()).replaceFirst("^/+", "");
		}
		return Location.parse(path.startsWith("filesystem:") ? path : "filesystem:" + path);
	}

	private static Stream<Location> code(Location location) {
		Matcher resources = IN_RESOURCES.matcher(location.path());
		return !resources.matches() ? Stream.empty() : LANGUAGES.stream()
			.map((language) -> parse(resources.group("before") + language + resources.group("after")));
	}

	/**
	 * Find the source of a folder that a build has made.
	 * @param built a folder on the class path
	 * @return the folder in {@code src/main/resources} of the same module, empty if there
	 * is none
	 */
	public static Optional<Path> sourceOf(Path built) {
		Matcher matcher = BUILT.matcher(built.toString().replace(File.separatorChar, '/') + "/");
		return !matcher.matches() ? Optional.empty()
				: Optional.of(Path.of(matcher.group("module")).resolve(RESOURCES).resolve(matcher.group("path")))
					.filter(Files::isDirectory);
	}

	/**
	 * Return the folder for new files, to which all paths are relative.
	 * @return the folder; it need not exist
	 */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Return the same folders with another one for new files.
	 * @param folder the folder
	 * @return the folders, of which it is one
	 */
	public SourceFolders into(Path folder) {
		List<Location> all = contains(folder) ? this.locations
				: Stream.concat(this.locations.stream(), Stream.of(parse(folder.toString()))).toList();
		return new SourceFolders(all, folder);
	}

	/**
	 * Return whether a file or folder is in one of the locations.
	 * @param path the file or folder, or such a location itself
	 * @return whether it is
	 */
	public boolean contains(Path path) {
		return place(relativize(path.resolve(HeadFile.NAME))).isPresent();
	}

	/**
	 * Return the locations without prefixes.
	 * @return folders, with wildcards
	 */
	public List<String> locations() {
		return this.locations.stream().map(Location::path).toList();
	}

	/**
	 * Return the folders that contain all locations.
	 * @return the folders; they need not exist
	 */
	public List<Path> roots() {
		return this.locations.stream().map((location) -> Path.of(location.root())).toList();
	}

	/**
	 * Return the folders that contain everything, as seen from {@link #folder()}.
	 * @return paths, empty for the folder itself
	 */
	public List<String> paths() {
		return Stream.concat(this.locations.stream(), this.code.stream())
			.map((location) -> relativize(Path.of(location.root())))
			.distinct()
			.toList();
	}

	/**
	 * List the files.
	 * @return the migrations and other files, each once, and the possible Java migrations
	 */
	public List<ScriptResource> list() {
		Map<String, ScriptResource> files = new TreeMap<>();
		List<Path> roots = Stream.concat(this.locations.stream(), this.code.stream())
			.map((location) -> Path.of(location.root()))
			.distinct()
			.filter(Files::isDirectory)
			.toList();
		roots.forEach((root) -> list(root, roots, files));
		Function<String, ScriptResource> file = (path) -> Objects.requireNonNull(files.get(path));
		return distinct(files, (path) -> file.apply(path).pathInLocation(), (path) -> contentOf(file.apply(path)));
	}

	/**
	 * Return files as a listing of these folders.
	 * @param files some or all of the files
	 * @return the listing
	 */
	public ScriptListing listing(List<ScriptResource> files) {
		return new ScriptListing() {

			@Override
			public List<ScriptResource> resources() {
				return files;
			}

			@Override
			public List<Path> folders() {
				return roots();
			}

		};
	}

	private void list(Path root, List<Path> roots, Map<String, ScriptResource> files) {
		try {
			new Folder(root).files().values().forEach((content) -> {
				String path = relativize(content.path());
				place(content).ifPresent((place) -> files.put(path, new FileInTree(path, place, content, roots)));
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Object contentOf(ScriptResource file) {
		try (InputStream bytes = file.open()) {
			return List.of(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			return file;
		}
	}

	/**
	 * Leave out copies: as in Flyway, files with the same path below their locations and
	 * the same content count once.
	 * @param files files by their paths
	 * @param content identifies the content of a file
	 * @param <T> what represents a file
	 * @return the files without copies, in the order of their paths
	 */
	public <T> List<T> distinct(Map<String, T> files, Function<String, Object> content) {
		return distinct(files, (path) -> place(path).map(Place::path).orElse(path), content);
	}

	private static <T> List<T> distinct(Map<String, T> files, Function<String, String> place,
			Function<String, Object> content) {
		Map<String, List<String>> samePlace = new HashMap<>();
		List<T> distinct = new ArrayList<>();
		new TreeMap<>(files).forEach((path, file) -> {
			String inLocation = place.apply(path);
			List<String> others = samePlace.computeIfAbsent(inLocation, (any) -> new ArrayList<>());
			boolean copy = !inLocation.equals(HeadFile.NAME) && !others.isEmpty()
					&& others.stream().anyMatch((other) -> content.apply(other).equals(content.apply(path)));
			if (!copy) {
				distinct.add(file);
			}
			others.add(path);
		});
		return distinct;
	}

	/**
	 * Find the place of a file, which need not exist.
	 * @param path its path, as seen from {@link #folder()}
	 * @return the place, empty if the file is in no location or Flyway does not see it
	 */
	public Optional<Place> place(String path) {
		return place(this.absolute.resolve(path).normalize());
	}

	private Optional<Place> place(Folder.Content content) {
		Path path = content.path().toAbsolutePath().normalize();
		return content.folder() ? placeOfFolder(path) : place(path);
	}

	private Optional<Place> placeOfFolder(Path folder) {
		return Stream.concat(this.locations.stream(), this.code.stream()).flatMap((location) -> {
			Path root = Path.of(location.root()).toAbsolutePath().normalize();
			String below = root.relativize(folder).toString().replace('\\', '/');
			boolean counts = folder.startsWith(root) && location.mayContain(below) && !isHidden(below + "/");
			return counts ? Stream.of(new Place(below, false)) : Stream.empty();
		}).findFirst();
	}

	private Optional<Place> place(Path file) {
		String name = String.valueOf(file.getFileName());
		Optional<Place> inLocation = place(this.locations, file, isCode(file, name));
		boolean elsewhere = inLocation.isEmpty() && CodeFile.name(name).isPresent();
		return elsewhere ? place(this.code, file, true) : inLocation;
	}

	private static boolean isCode(Path file, String name) {
		return CodeFile.name(name).isPresent()
				&& !IN_RESOURCES.matcher(file.toString().replace(File.separatorChar, '/')).matches();
	}

	private static Optional<Place> place(Collection<Location> locations, Path file, boolean code) {
		return locations.stream().flatMap((location) -> {
			Path root = Path.of(location.root()).toAbsolutePath().normalize();
			if (!file.startsWith(root) || file.equals(root)) {
				return Stream.empty();
			}
			String below = root.relativize(file).toString().replace(File.separatorChar, '/');
			boolean built = location.wildcards() != null && BUILT.matcher(below).matches()
					&& !BUILT.matcher(location.path() + "/").matches();
			boolean visible = location.matches(below) && !built && !isHidden(below);
			return visible ? Stream.of(new Place(location.relativize(below), code)) : Stream.empty();
		}).findFirst();
	}

	private static boolean isHidden(String path) {
		return path.substring(0, path.lastIndexOf('/') + 1).startsWith(".")
				|| path.substring(0, path.lastIndexOf('/') + 1).contains("/.");
	}

	private String relativize(Path file) {
		return this.absolute.relativize(file.toAbsolutePath().normalize()).toString().replace(File.separatorChar, '/');
	}

	/**
	 * Where a file is.
	 *
	 * @param path its path below its location
	 * @param code whether it may be a Java migration
	 */
	public record Place(String path, boolean code) {

	}

	/**
	 * A file on disk.
	 *
	 * @param relativePath its path, as seen from the folder for new files
	 * @param place its place
	 * @param content the file
	 * @param roots the folders that contain everything
	 */
	private record FileInTree(String relativePath, Place place, Folder.Content content,
			List<Path> roots) implements ScriptResource {

		@Override
		public String filename() {
			return this.relativePath.substring(this.relativePath.lastIndexOf('/') + 1);
		}

		@Override
		public String pathInLocation() {
			return this.place.path();
		}

		@Override
		public boolean isCode() {
			return this.place.code();
		}

		@Override
		public String path() {
			return this.content.path().toString();
		}

		@Override
		public Optional<Path> file() {
			return Optional.of(this.content.path());
		}

		@Override
		public @Nullable String failure() {
			return this.content.failure();
		}

		@Override
		public boolean isElsewhere() {
			return RegularFile.isOutside(this.content.path(), this.roots);
		}

		@Override
		public InputStream open() throws IOException {
			return RegularFile.open(this.content.path());
		}

	}

}
