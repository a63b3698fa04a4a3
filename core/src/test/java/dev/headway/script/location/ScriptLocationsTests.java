package dev.headway.script.location;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.internal.license.VersionPrinter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptResource;
import dev.headway.testing.StockFlyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link ScriptLocations}.
 */
class ScriptLocationsTests {

	private static final List<String> TREE = List.of("db/migration/V1__a.sql", "db/migration/sub/V2__b.sql",
			"db/migration/sub/deep/V3__c d.sql", "db/migration/.hidden/V4__d.sql", "db/migration/.V5__e.sql",
			"db/migration2/V6__f.sql", "db/vendor/h2/V77__g.sql", "db/vendor/pg/V8__h.sql", "db/other.d/V9__i.sql",
			"V10__j.sql", "db/migration/%23/V11__k+#.sql", "db/V12__l.sql");

	@TempDir
	private Path folder;

	private URLClassLoader classLoader = new URLClassLoader(new URL[0]);

	@BeforeEach
	void writeTree() throws IOException {
		for (String path : TREE) {
			Path file = this.folder.resolve("tree").resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "select '" + path + "';");
		}
	}

	@AfterEach
	void close() throws IOException {
		this.classLoader.close();
	}

	static Stream<List<String>> locations() {
		return Stream.of(List.of("db/migration"), List.of("classpath:db/migration"), List.of("/db/migration/"),
				List.of(" classpath:/db/migration "), List.of("db"), List.of("db/migration2", "db/migration"),
				List.of("db/migration", "db/migration/sub"), List.of("db/vendor/*"), List.of("db/*/h2"),
				List.of("db/mi*ion"), List.of("db/migration?"), List.of("db/vendor/?2"), List.of("db/**/deep"),
				List.of("db/**"), List.of("db/**/*.sql"), List.of("db/migration/*.sql"), List.of("db/*.d"),
				List.of("db/vendor/p?", "db/migration2"), List.of("db/none"), List.of("none"),
				List.of("none/*", "db/vendor"), List.of("db/migration", "db/migration"), List.of("db/vendor/(h2)"),
				List.of("db/m?gration/**/V3*.sql"));
	}

	@ParameterizedTest
	@MethodSource("locations")
	void listWhenFolderOnClassPathAgreesWithFlyway(List<String> locations) {
		useClassPath(this.folder.resolve("tree"));
		assertAgreement(locations);
	}

	@Test
	void listWhenPrefixIsInUpperCaseAgreesWithFlyway() {
		assumeThat(VersionPrinter.getVersion()).as("Flyway 11 refuses it").doesNotStartWith("11.");
		useClassPath(this.folder.resolve("tree"));
		assertAgreement(List.of("Classpath:db/migration"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/migration", "**/sub", "*" })
	void listWhenWildcardComesFirstAgreesWithFlyway(String location) {
		useClassPath(this.folder.resolve("tree"));
		assertAgreement(List.of(location));
	}

	@ParameterizedTest
	@MethodSource("locations")
	void listWhenArchiveAgreesWithFlyway(List<String> locations) throws IOException {
		useClassPath(archive("a.jar", true));
		assertAgreement(locations);
	}

	@ParameterizedTest
	@ValueSource(strings = { "db/migration/sub", "db/vendor", "db/none" })
	void listWhenArchiveHasNoFoldersAgreesWithFlyway(String location) throws IOException {
		useClassPath(archive("a.jar", false));
		assertAgreement(List.of(location));
	}

	@ParameterizedTest
	@MethodSource("locations")
	void listWhenFileSystemAgreesWithFlyway(List<String> locations) {
		String root = "filesystem:" + this.folder.resolve("tree") + "/";
		assertAgreement(locations.stream()
			.map((location) -> location.strip().replaceFirst("(?i)^classpath:/?|^/", ""))
			.map((location) -> root + location)
			.toList());
	}

	@Test
	void listWhenRootOfClassPathFindsAll() throws IOException {
		useClassPath(archive("a.jar", true));
		assertThat(filenames("classpath:")).contains("V10__j.sql", "V1__a.sql", "V77__g.sql");
	}

	@Test
	void listWhenArchiveListsNoFoldersKeepsToTheFolder() throws IOException {
		useClassPath(archive("a.jar", false));
		assertThat(filenames("db/migration")).contains("V1__a.sql", "V2__b.sql").doesNotContain("V6__f.sql");
	}

	@Test
	void listReportsWhichLocationsAreMissing() {
		useClassPath(this.folder.resolve("tree"));
		ScriptListing listing = list("db/vendor", "db/none", "filesystem:/none", "filesystem:none/*", "filesystem:*",
				"s3:bucket/a", "gcs:b", "http://x");
		assertThat(listing.missingLocations()).containsExactlyInAnyOrder("db/none", "filesystem:/none",
				"filesystem:none/*", "filesystem:*");
		assertThat(listing.unsupportedLocations()).containsExactlyInAnyOrder("s3:bucket/a", "gcs:b", "http://x");
	}

	@Test
	void listWhenLocationIsFileIsMissing() {
		assertThat(list("filesystem:" + this.folder.resolve("tree/V10__j.sql")).missingLocations()).hasSize(1);
	}

	@Test
	void listWhenLocationsOverlapFindsFilesOnce() {
		useClassPath(this.folder.resolve("tree"));
		String fileSystem = "filesystem:" + this.folder.resolve("tree/db/../db/migration");
		List<ScriptResource> resources = list("db/migration/*", "db/migration", "db/m*", fileSystem).resources();
		assertThat(resources).extracting(ScriptResource::filename).doesNotHaveDuplicates().contains("V1__a.sql");
	}

	@Test
	void listWhenSameNameInTwoArchivesFindsBoth() throws IOException {
		Files.createDirectories(this.folder.resolve("b"));
		Path first = archive("a.jar", true);
		Path second = Files.copy(first, this.folder.resolve("b/a.jar"));
		useClassPath(first, second);
		assertThat(list("db/vendor/h2").resources()).hasSize(2);
	}

	@Test
	void listWhenLocationsAreInArchiveAndFoldersFindsAll() throws IOException {
		Path other = Files.createDirectories(this.folder.resolve("other/db/migration"));
		Files.writeString(other.resolve("V20__other.sql"), "select 1;");
		useClassPath(archive("a.jar", true), this.folder.resolve("other"));
		assertThat(filenames("db/migration", "db/vendor")).containsExactlyInAnyOrder("V1__a.sql", "V2__b.sql",
				"V3__c d.sql", ".V5__e.sql", "V4__d.sql", "V11__k+#.sql", "V20__other.sql", "V77__g.sql", "V8__h.sql");
	}

	@Test
	void listWhenManyThreadsAgrees() throws IOException {
		useClassPath(archive("a.jar", true));
		List<String> expected = filenames("db/migration");
		assertThat(IntStream.range(0, 50).parallel().mapToObj((any) -> read("db/migration"))).containsOnly(expected);
	}

	@Test
	void listIsInStableOrder() {
		useClassPath(this.folder.resolve("tree"));
		assertThat(filenames("db/vendor", "db/migration")).containsExactly("V11__k+#.sql", ".V5__e.sql", "V1__a.sql",
				"V2__b.sql", "V3__c d.sql", "V77__g.sql", "V8__h.sql");
	}

	@Test
	void listFindsClassesOnClassPathOnly() throws IOException {
		Path classFile = this.folder.resolve("tree/db/migration/sub/V20__Code.class");
		Files.writeString(classFile, "");
		useClassPath(archive("a.jar", true), this.folder.resolve("tree"));
		ScriptListing listing = list("db/migration", "filesystem:" + this.folder.resolve("tree/db/vendor"));
		assertThat(listing.classNames()).containsExactly("db.migration.sub.V20__Code");
		assertThat(listing.resources()).extracting(ScriptResource::filename).doesNotContain("V20__Code.class");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void openReadsArchiveBeforeAndAfterClosing(boolean closed) throws IOException {
		useClassPath(archive("a.jar", true));
		ScriptListing listing = list("db/migration");
		if (closed) {
			listing.close();
		}
		for (ScriptResource resource : listing.resources()) {
			try (InputStream content = resource.open()) {
				assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).contains(resource.filename());
			}
			assertThat(resource.path()).startsWith("a.jar!/db/migration/");
			assertThat(resource.file()).isEmpty();
		}
		assertThat(listing.resources()).hasSizeGreaterThan(3);
	}

	@Test
	void openWhenArchiveIsGoneFails() throws IOException {
		Path archive = archive("a.jar", true);
		useClassPath(archive);
		ScriptListing listing = list("db/vendor");
		listing.close();
		this.classLoader.close();
		Files.delete(archive);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> listing.resources().get(0).open());
	}

	@Test
	void openReadsFileInFileSystem() throws IOException {
		String location = "filesystem:" + this.folder.resolve("tree/db/vendor");
		ScriptResource resource = list(location).resources().get(0);
		Path file = this.folder.resolve("tree/db/vendor/h2/V77__g.sql");
		assertThat(resource.file()).contains(file);
		assertThat(resource.path()).isEqualTo(file.toString());
		assertThat(resource.relativePath()).isEqualTo("h2/V77__g.sql");
		try (InputStream content = resource.open()) {
			assertThat(content).hasSameContentAs(Files.newInputStream(file));
		}
	}

	@Test
	void fileWhenFoundOnClassPathIsEmpty() {
		useClassPath(this.folder.resolve("tree"));
		assertThat(list("db/vendor").resources()).allSatisfy((resource) -> assertThat(resource.file()).isEmpty());
	}

	@Test
	void listWhenLinkMakesLoopEnds() throws IOException {
		Path vendor = this.folder.resolve("tree/db/vendor");
		Files.createSymbolicLink(vendor.resolve("loop"), vendor);
		Files.createSymbolicLink(vendor.resolve("V30__link.sql"), vendor.resolve("h2/V77__g.sql"));
		Files.createSymbolicLink(vendor.resolve("V31__dangling.sql"), vendor.resolve("none"));
		assertThat(filenames("filesystem:" + vendor)).containsExactlyInAnyOrder("V77__g.sql", "V8__h.sql",
				"V30__link.sql", "V31__dangling.sql");
	}

	@Test
	void listWhenArchiveIsBrokenLeavesItOut() throws IOException {
		Path broken = Files.writeString(this.folder.resolve("broken.jar"), "no archive");
		useClassPath(broken, this.folder.resolve("none.jar"));
		assertThat(list("db/none").missingLocations()).containsExactly("db/none");
	}

	private void assertAgreement(List<String> locations) {
		ScriptListing listing = ScriptLocations.of(locations, this.classLoader).get();
		List<String> ours = listing.resources()
			.stream()
			.filter((resource) -> resource.filename().startsWith("V"))
			.map(ScriptResource::relativePath)
			.toList();
		assertThat(new TreeSet<>(ours)).isEqualTo(new TreeSet<>(flyway(locations, false)));
		if (listing.missingLocations().isEmpty()) {
			assertThat(flyway(locations, true)).hasSameSizeAs(new TreeSet<>(ours));
		}
		else {
			assertThatException().isThrownBy(() -> flyway(locations, true)).isInstanceOf(FlywayException.class);
		}
		listing.close();
	}

	private List<String> flyway(List<String> locations, boolean failOnMissing) {
		return StockFlyway
			.find(this.classLoader,
					(flyway) -> flyway.locations(locations.toArray(String[]::new))
						.failOnMissingLocations(failOnMissing))
			.stream()
			.filter((info) -> info.getType() == CoreMigrationType.SQL)
			.map(MigrationInfo::getScript)
			.toList();
	}

	private ScriptListing list(String... locations) {
		return ScriptLocations.of(List.of(locations), this.classLoader).get();
	}

	private List<String> read(String location) {
		try (ScriptListing listing = list(location)) {
			for (ScriptResource resource : listing.resources()) {
				try (InputStream content = resource.open()) {
					assertThat(content).isNotEmpty();
				}
			}
			return listing.resources().stream().map(ScriptResource::filename).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> filenames(String... locations) {
		return list(locations).resources().stream().map(ScriptResource::filename).toList();
	}

	private void useClassPath(Path... entries) {
		URL[] urls = Stream.of(entries).map(ScriptLocationsTests::url).toArray(URL[]::new);
		this.classLoader = new URLClassLoader(urls, getClass().getClassLoader());
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path archive(String name, boolean withFolders) throws IOException {
		Path tree = this.folder.resolve("tree");
		Path archive = this.folder.resolve(name);
		try (OutputStream file = Files.newOutputStream(archive);
				JarOutputStream entries = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(tree)) {
			for (Path path : paths.filter((any) -> !any.equals(tree)).sorted().toList()) {
				boolean isFolder = Files.isDirectory(path);
				if (withFolders || !isFolder) {
					entries.putNextEntry(new JarEntry(tree.relativize(path) + (isFolder ? "/" : "")));
					if (!isFolder) {
						Files.copy(path, entries);
					}
				}
			}
		}
		return archive;
	}

}
