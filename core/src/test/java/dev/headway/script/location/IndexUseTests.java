package dev.headway.script.location;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.IndexReport;
import dev.headway.script.MigrationScripts;
import dev.headway.script.ParentRule;
import dev.headway.script.Script;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;
import dev.headway.script.index.IndexFile;
import dev.headway.script.name.ScriptNaming;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexUse} and {@link IndexFile}: what is found with an index is what
 * reading finds, and an index that does not fit is left aside.
 */
class IndexUseTests {

	private static final String INDEX = "headway.index";

	@TempDir
	private Path temporary;

	private Path root = Path.of("");

	private Path folder = Path.of("");

	private Charset encoding = StandardCharsets.UTF_8;

	@BeforeEach
	void writeScripts() throws IOException {
		this.root = Files.createDirectories(this.temporary.resolve("classes"));
		this.folder = this.root.resolve("db/migration");
		write("V1__create users.sql", "create table users (id int);\r\n");
		write("V2__größe_ändern.sql", "\ufeff-- revises: 1\r\n-- branch: mary, größe\r\nselect 'ü';");
		write("V3__a$b%20+#.sql", "/* x */\n-- Revises : 1\n\n-- depends-on: 2\nselect 1;\n");
		write("sub/deep/V4__merge.SQL", "# by hand\n-- revises: 2, 3\nselect 1");
		write("U4__merge.sql", "");
		write("R__views.sql", "-- branch: none\nselect 1;");
		write("B3__base.sql", "select 1;\rselect 2;");
		write("afterMigrate.sql", "select 'callback';");
		write("HEAD", "4 V4__merge.SQL\n");
		write("data.csv", "1,2");
		makeOld();
	}

	@ParameterizedTest
	@ValueSource(strings = { "folder", "jar" })
	void loadWhenIndexFitsFindsWhatReadingFinds(String kind) throws IOException {
		assertThat(index()).isEqualTo(7);
		Path classPath = kind.equals("jar") ? jar() : this.root;
		assertThat(reports(classPath)).singleElement().satisfies((report) -> {
			assertThat(report.fault()).isNull();
			assertThat(report.scripts()).isEqualTo(7);
			assertThat(report.path()).endsWith("db/migration/" + INDEX);
		});
		assertSame(classPath);
		assertThat(unread(classPath)).containsExactlyInAnyOrder("HEAD", "afterMigrate.sql", "data.csv", INDEX);
	}

	@Test
	void loadWhenIndexFitsReadsNoScriptOfFolder() throws IOException {
		index();
		List<ScriptProblem> before = load(this.root, true).problems();
		FileTime date = Files.getLastModifiedTime(this.folder.resolve(INDEX));
		for (Path script : scripts()) {
			byte[] content = new byte[(int) Files.size(script)];
			Arrays.fill(content, (byte) 0xff);
			Files.write(script, content);
			Files.setLastModifiedTime(script, date);
		}
		assertThat(before).isEmpty();
		assertThat(load(this.root, true).problems()).isEmpty();
		assertThat(load(this.root, false).problems()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "ISO-8859-1", "UTF-16", "windows-1252" })
	void loadWhenEncodingFindsWhatReadingFinds(Charset encoding) throws IOException {
		this.encoding = encoding;
		write("V5__latin.sql", "-- revises: 4\nselect 'äöü';");
		write("V6__crlf.sql", "-- revises: 5\r\nselect 'ß';\r\n");
		makeOld();
		index();
		assertThat(reports(this.root)).extracting(IndexReport::fault).containsOnlyNulls();
		assertSame(this.root);
		assertSame(jar());
	}

	@Test
	void loadWhenScriptsHaveProblemsTellsThem() throws IOException {
		write("V5__malformed.sql", "-- revises: 4 and 3\nselect 1;");
		write("V6__twice.sql", "-- revises: 4\n-- revises: 3\nselect 1;");
		Files.write(this.folder.resolve("V7__latin.sql"),
				"-- revises: 9\nselect 'ä';".getBytes(Charset.forName("ISO-8859-1")));
		write("V8__unknown.sql", "-- a\n-- revises: 99\nselect 1;");
		write("V08__same.sql", "select 1;");
		makeOld();
		assertThat(index()).isEqualTo(9);
		assertThat(load(this.root, true).problems()).hasSizeGreaterThan(4).isEqualTo(load(this.root, false).problems());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			add     | 'V5__new.sql' is not in it
			remove  | 'R__views.sql' is in it and is gone
			edit    | 'R__views.sql' is newer
			grow    | 'R__views.sql' has 26 bytes instead of 25
			damage  | it is damaged
			version | its first line is not 'headway.index 1' and an encoding
			""")
	void loadWhenFolderWasChangedReadsAll(String change, String fault) throws IOException {
		index();
		change(change);
		assertStale(this.root, fault);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			add     | 'V5__new.sql' is not in it
			remove  | 'R__views.sql' is in it and is gone
			edit    | 'R__views.sql' has other content
			grow    | 'R__views.sql' has 26 bytes instead of 25
			damage  | it is damaged
			version | its first line is not 'headway.index 1' and an encoding
			""")
	void loadWhenJarWasChangedReadsAll(String change, String fault) throws IOException {
		index();
		Path jar = jar();
		try (var files = FileSystems.newFileSystem(jar)) {
			this.folder = files.getPath("/db/migration");
			change(change);
		}
		assertStale(jar, fault);
	}

	@Test
	void loadWhenEncodingIsAnotherReadsAll() throws IOException {
		index();
		this.encoding = StandardCharsets.ISO_8859_1;
		assertStale(this.root, "it was made for scripts in UTF-8, and they are read as ISO-8859-1");
	}

	@Test
	void loadWhenAllDatesAreTheSameUsesIndex() throws IOException {
		index();
		Files.setLastModifiedTime(this.folder.resolve(INDEX), FileTime.fromMillis(1000));
		makeOld();
		assertThat(reports(this.root)).extracting(IndexReport::fault).containsOnlyNulls();
	}

	@Test
	void writeWhenStaleMendsIt() throws IOException {
		index();
		change("add");
		change("remove");
		assertThat(reports(this.root)).extracting(IndexReport::fault).doesNotContainNull();
		index();
		assertThat(reports(this.root)).extracting(IndexReport::fault).containsOnlyNulls();
		assertThat(this.folder.resolve(INDEX + ".tmp")).doesNotExist();
		assertSame(this.root);
	}

	@Test
	void listWhenSeveralLocationsUsesEachIndex() throws IOException {
		index();
		Path jar = jar();
		Path other = Files.createDirectories(this.temporary.resolve("other/db/more"));
		Files.writeString(other.resolve("V9__other.sql"), "-- revises: 4\nselect 1;");
		Path third = Files.createDirectories(this.temporary.resolve("third/db/migration"));
		Files.writeString(third.resolve("V10__third.sql"), "-- revises: 9\nselect 1;");
		new IndexFile(third, settings()).write(ScriptLocations.of(third).list());
		Files.writeString(third.resolve("V11__fourth.sql"), "-- revises: 10\nselect 1;");
		try (URLClassLoader loader = loader(jar, this.temporary.resolve("other"), this.temporary.resolve("third"))) {
			ScriptLocations locations = ScriptLocations.of(List.of("db/migration", "db/more"), loader);
			try (ScriptListing listing = locations.indexed(settings()).list()) {
				assertThat(listing.indexes()).extracting(IndexReport::fault)
					.containsExactly(null, "'V11__fourth.sql' is not in it");
				assertThat(listing.resources()).filteredOn((resource) -> resource.known().isPresent()).hasSize(7);
				MigrationScripts scripts = MigrationScripts.load(settings(), listing, List.of());
				assertThat(scripts.problems()).isEmpty();
				assertThat(scripts.graph().orElseThrow().heads()).containsExactly("11");
			}
		}
	}

	@Test
	void listWhenWildcardsUsesIndexOfTheFolderBeforeThem() throws IOException {
		new IndexFile(this.root.resolve("db"), settings()).write(ScriptLocations.of(this.root.resolve("db")).list());
		try (URLClassLoader loader = loader(this.root);
				ScriptListing listing = ScriptLocations.of(List.of("db/m*"), loader).indexed(settings()).list()) {
			assertThat(listing.indexes()).extracting(IndexReport::scripts).containsExactly(7);
		}
	}

	@Test
	void listWhenNotAskedOrInFileSystemUsesNoIndex() throws IOException {
		index();
		try (URLClassLoader loader = loader(this.root);
				ScriptListing notAsked = ScriptLocations.of(List.of("db/migration"), loader).list();
				ScriptListing inFileSystem = ScriptLocations.of(List.of("filesystem:" + this.folder), loader)
					.indexed(settings())
					.list()) {
			assertThat(notAsked.indexes()).isEmpty();
			assertThat(inFileSystem.indexes()).isEmpty();
		}
	}

	@Test
	void loadWhenManyThreadsAgrees() throws IOException {
		index();
		Path jar = jar();
		assertThat(IntStream.range(0, 50).parallel().mapToObj((any) -> load(jar, true).revisions().size()))
			.containsOnly(4);
	}

	private void assertStale(Path classPath, String fault) {
		assertThat(reports(classPath)).singleElement().satisfies((report) -> {
			assertThat(report.fault()).isEqualTo(fault);
			assertThat(report.scripts()).isZero();
		});
		assertSame(classPath);
	}

	private void assertSame(Path classPath) {
		MigrationScripts read = load(classPath, false);
		MigrationScripts indexed = load(classPath, true);
		assertThat(read.revisions()).hasSizeGreaterThan(3);
		assertThat(all(indexed)).usingRecursiveFieldByFieldElementComparatorIgnoringFields("resource")
			.containsExactlyElementsOf(all(read));
		assertThat(indexed.problems()).isEqualTo(read.problems());
		assertThat(indexed.graph().map((graph) -> graph.revisions()))
			.isEqualTo(read.graph().map((graph) -> graph.revisions()));
	}

	private static List<Script> all(MigrationScripts scripts) {
		return Stream.of(scripts.revisions(), scripts.undos(), scripts.baselines(), scripts.repeatables())
			.flatMap(List::stream)
			.toList();
	}

	private MigrationScripts load(Path classPath, boolean indexed) {
		try (URLClassLoader loader = loader(classPath)) {
			ScriptLocations locations = ScriptLocations.of(List.of("db/migration"), loader);
			return MigrationScripts.load(settings(), indexed ? locations.indexed(settings()) : locations, List.of());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<IndexReport> reports(Path classPath) {
		return list(classPath).indexes();
	}

	private List<String> unread(Path classPath) {
		return list(classPath).resources()
			.stream()
			.filter((resource) -> resource.known().isEmpty())
			.map(ScriptResource::filename)
			.toList();
	}

	private ScriptListing list(Path classPath) {
		try (URLClassLoader loader = loader(classPath);
				ScriptListing listing = ScriptLocations.of(List.of("db/migration"), loader)
					.indexed(settings())
					.list()) {
			return listing;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ScriptSettings settings() {
		return new ScriptSettings(ScriptNaming.standard(), this.encoding, false, ParentRule.AUTO, false, true);
	}

	private int index() throws IOException {
		return new IndexFile(this.folder, settings()).write(ScriptLocations.of(this.folder).list());
	}

	private void change(String change) throws IOException {
		Path views = this.folder.resolve("R__views.sql");
		Path index = this.folder.resolve(INDEX);
		switch (change) {
			case "add" -> Files.writeString(this.folder.resolve("V5__new.sql"), "-- revises: 4\n");
			case "remove" -> Files.delete(views);
			case "edit" -> Files.writeString(views, Files.readString(views).replace("1", "2"));
			case "grow" -> Files.writeString(views, Files.readString(views) + "\n");
			case "damage" -> Files.writeString(index, Files.readString(index).replace("V1__", "V9__"));
			default -> Files.writeString(index, Files.readString(index).replace("index 1", "index 2"));
		}
		if (change.equals("edit")) {
			FileTime written = Files.getLastModifiedTime(index);
			Files.setLastModifiedTime(views, FileTime.fromMillis(written.toMillis() + 2000));
		}
	}

	private void write(String path, String content) throws IOException {
		Path file = this.folder.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content.replace("\ufeff", this.encoding.equals(StandardCharsets.UTF_8) ? "\ufeff" : ""),
				this.encoding);
	}

	private List<Path> scripts() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder)) {
			return files.filter((file) -> file.toString().matches(".*(sql|SQL)")).toList();
		}
	}

	private void makeOld() throws IOException {
		for (Path script : scripts()) {
			Files.setLastModifiedTime(script, FileTime.fromMillis(1000));
		}
	}

	private Path jar() throws IOException {
		Path jar = this.temporary.resolve("scripts.jar");
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(file);
				Stream<Path> paths = Files.walk(this.root)) {
			for (Path path : paths.filter((any) -> !any.equals(this.root)).sorted().toList()) {
				boolean isFolder = Files.isDirectory(path);
				entries.putNextEntry(new JarEntry(this.root.relativize(path) + (isFolder ? "/" : "")));
				if (!isFolder) {
					Files.copy(path, entries);
				}
			}
		}
		return jar;
	}

	private static URLClassLoader loader(Path... classPath) {
		return new URLClassLoader(Stream.of(classPath).map(IndexUseTests::url).toArray(URL[]::new), null);
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
