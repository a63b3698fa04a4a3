package dev.headway.script.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.headway.ShellWord;
import dev.headway.revision.Version;

/**
 * Folders next to each other with the names of databases and migrations of the same
 * versions, as for {@code {vendor}} in {@code spring.flyway.locations}. An application
 * uses one of them, so together they are not one history.
 *
 * @param parent the path of the folder above them, empty or with a slash at its end
 * @param names their names
 * @param common the path of a migration outside of them, {@code null} if there is none
 */
public record VendorFolders(String parent, List<String> names, @Nullable String common) {

	/**
	 * The ids of Spring Boot's {@code DatabaseDriver}, and what projects write instead.
	 */
	private static final String NAMES = "h2|hsqldb|hsql|derby|sqlite|postgresql|postgres|mysql|mariadb|oracle"
			+ "|sqlserver|mssql|jtds|db2|db2_as400|firebird|hana|informix|redshift|teradata|clickhouse|cockroachdb"
			+ "|snowflake";

	private static final Pattern PATH = Pattern.compile("(?<parent>(?:.*?/)?)(?<name>" + NAMES + ")/.*");

	/** What stands for the name of a database in a location. */
	public static final String VENDOR = "{vendor}";

	/**
	 * Look for such folders.
	 * @param naming how migrations are named
	 * @param paths the paths of files below their location, with slashes
	 * @return the folders, empty if there are none
	 */
	public static Optional<VendorFolders> find(ScriptNaming naming, Collection<String> paths) {
		ScriptNames scripts = new ScriptNames(naming);
		Map<String, Map<String, Set<Version>>> found = new TreeMap<>();
		String common = null;
		for (String path : paths) {
			Version version = scripts.read(path.substring(path.lastIndexOf('/') + 1))
				.filter((name) -> name.kind() == ScriptKind.VERSIONED)
				.map(ScriptName::version)
				.orElse(null);
			Matcher matcher = PATH.matcher(path);
			if (version != null && matcher.matches()) {
				found.computeIfAbsent(matcher.group("parent"), (any) -> new TreeMap<>())
					.computeIfAbsent(matcher.group("name"), (any) -> new HashSet<>())
					.add(version);
			}
			else if (version != null) {
				common = path;
			}
		}
		for (Map.Entry<String, Map<String, Set<Version>>> folders : found.entrySet()) {
			List<String> names = sharing(folders.getValue());
			if (!names.isEmpty()) {
				return Optional.of(new VendorFolders(folders.getKey(), names, common));
			}
		}
		return Optional.empty();
	}

	/**
	 * Find what {@code {vendor}} stands for: the names of databases for which there is a
	 * folder.
	 * @param locations the locations
	 * @return the names in alphabetical order, empty if there are none
	 */
	public static List<String> databases(Collection<String> locations) {
		Set<String> names = new TreeSet<>();
		for (String location : locations) {
			String path = location.replaceFirst("^filesystem:", "")
				.replaceFirst("^classpath:/*", "src/main/resources/");
			int vendor = path.indexOf(VENDOR);
			if (vendor >= 0) {
				Path parent = Path.of(path.substring(0, path.lastIndexOf('/', vendor) + 1));
				String name = path.substring(path.lastIndexOf('/', vendor) + 1).replaceFirst("/.*", "");
				Pattern pattern = Pattern.compile(Pattern.quote(name).replace(VENDOR, "\\E(?<name>" + NAMES + ")\\Q"));
				names.addAll(databases(parent, pattern));
			}
		}
		return List.copyOf(names);
	}

	private static List<String> databases(Path parent, Pattern pattern) {
		if (!Files.isDirectory(parent)) {
			return List.of();
		}
		try (Stream<Path> folders = Files.list(parent)) {
			return folders.filter(Files::isDirectory)
				.map((folder) -> pattern.matcher(String.valueOf(folder.getFileName())))
				.filter(Matcher::matches)
				.map((matcher) -> matcher.group("name"))
				.toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Find the database that a location is for: the last name of one in its path, below
	 * the folder that all locations have in common.
	 * @param location the location
	 * @param all all locations, absolute as it is
	 * @return the name in the path, empty if the location is for every database
	 */
	public static Optional<String> database(Path location, Collection<Path> all) {
		int common = Math.min(location.getNameCount(),
				all.stream().mapToInt((other) -> common(location, other)).min().orElse(0));
		return IntStream.range(common, location.getNameCount())
			.mapToObj((index) -> location.getName(index).toString())
			.filter(Pattern.compile(NAMES).asMatchPredicate())
			.reduce((first, second) -> second);
	}

	private static int common(Path one, Path other) {
		int count = 0;
		while (count < Math.min(one.getNameCount(), other.getNameCount())
				&& one.getName(count).equals(other.getName(count))) {
			count++;
		}
		return one.equals(other) ? Integer.MAX_VALUE : count;
	}

	/**
	 * The folders with a version that another one has too.
	 */
	private static List<String> sharing(Map<String, Set<Version>> folders) {
		Map<Version, Integer> counts = new HashMap<>();
		folders.values().forEach((versions) -> versions.forEach((version) -> counts.merge(version, 1, Integer::sum)));
		return folders.keySet()
			.stream()
			.filter((name) -> folders.getOrDefault(name, Set.of())
				.stream()
				.anyMatch((version) -> counts.getOrDefault(version, 0) > 1))
			.toList();
	}

	/**
	 * Say what to do instead of reading all of them.
	 * @param location the location of the migrations
	 * @return the message
	 */
	public String message(Path location) {
		Path folder = location.resolve(this.parent);
		Path last = folder.resolve(this.names.get(this.names.size() - 1));
		String several = "'%s' has folders for several databases (%s), with migrations of the same versions."
			.formatted(folder, String.join(", ", this.names));
		String one = "Specify one of them, as in '--location %s'.".formatted(ShellWord.of(last.toString()));
		if (this.common == null) {
			return several + " " + one;
		}
		String others = this.common.substring(0, this.common.lastIndexOf('/') + 1);
		if (this.parent.startsWith(others)) {
			return "%s %s Others, such as %s, belong to every database: if their versions are missing there, run the command in the application, as in 'java -jar app.jar db check', which reads all of spring.flyway.locations."
				.formatted(several, one, this.common);
		}
		return "%s Specify one of them and the folder of %s, which belongs to every database, as in '--location %s --location %s'."
			.formatted(several, this.common, ShellWord.of(location.resolve(others).toString()),
					ShellWord.of(last.toString()));
	}

}
