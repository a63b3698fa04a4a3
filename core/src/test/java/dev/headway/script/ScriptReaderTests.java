package dev.headway.script;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.location.ScriptLocations;
import dev.headway.script.name.ScriptNaming;
import dev.headway.testing.StockFlyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link ScriptReader} and the {@link MigrationScripts} of a folder, compared
 * with Flyway.
 */
class ScriptReaderTests {

	private static final String UMLAUT = "-- für\nselect 1;\n";

	@TempDir
	private Path folder;

	private Charset encoding = StandardCharsets.UTF_8;

	private boolean detectEncoding;

	private boolean failOnMissingLocations;

	@Test
	void loadAgreesWithFlywayOnWholeFolder() throws IOException {
		write("V1__a.sql", "create table a (b int);\r\n");
		write("sub/V01.1__b c.sql", UMLAUT);
		write("V2.sql", "");
		write("R__views.sql", "\ufeffselect 2;");
		write("B2__base.sql", "select 3");
		write("V3__x.sh", "echo");
		Map<String, String> flyway = new TreeMap<>();
		for (MigrationInfo info : StockFlyway
			.find((flywayConfiguration) -> flywayConfiguration.locations(location()))) {
			flyway.put(info.getScript(), info.getVersion() + " " + info.getDescription() + " " + info.getChecksum());
		}
		assertThat(summary(load(location()))).isEqualTo(flyway).hasSize(6);
	}

	@Test
	void loadWhenEncodingIsConfiguredReadsIt() throws IOException {
		this.encoding = StandardCharsets.ISO_8859_1;
		write("V1__a.sql", UMLAUT);
		assertAgreement();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ISO-8859-1", "UTF-16LE", "UTF-16" })
	void loadWhenConfFileSetsEncodingUsesIt(Charset own) throws IOException {
		Files.write(this.folder.resolve("V1__a.sql"), UMLAUT.getBytes(own));
		write("V1__a.sql.conf", "# own\n encoding = " + own + " \nexecuteInTransaction=false\n");
		assertAgreement();
	}

	@Test
	void loadWhenConfFileSetsEncodingIgnoresDetection() throws IOException {
		this.detectEncoding = true;
		write("V1__a.sql", UMLAUT);
		write("V1__a.sql.conf", "encoding=ISO-8859-1");
		assertAgreement();
		assertThat(load(location()).revisions().get(0).otherChecksums()).isEmpty();
	}

	@Test
	void loadWhenConfFileSetsNoEncodingUsesTheDefault() throws IOException {
		write("V1__a.sql", UMLAUT);
		write("V1__a.sql.conf", "executeInTransaction=false");
		assertAgreement();
	}

	@Test
	void loadWhenConfFileSetsUnknownEncodingIsProblem() throws IOException {
		write("V1__a.sql", UMLAUT);
		write("V1__a.sql.conf", "encoding=UTF-9");
		assertThat(load(location()).problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("UNREADABLE");
			assertThat(problem.message()).contains("V1__a.sql", "UTF-9");
		});
	}

	@Test
	void loadWhenConfFileIsHugeIsProblem() throws IOException {
		write("V1__a.sql", UMLAUT);
		write("V1__a.sql.conf", "# " + "x".repeat(100_000));
		assertThat(load(location()).problems()).extracting(ScriptProblem::message)
			.containsExactly(
					"V1__a.sql: it cannot be read ('V1__a.sql.conf' is longer than 65536 bytes). Fix its permissions or its .conf file, or remove it from the location.");
	}

	@Test
	void loadWhenConfFileIsALinkReadsItOnlyFromTheSameFolder() throws IOException {
		write("V1__a.sql", UMLAUT);
		write("one.conf", "encoding=ISO-8859-1");
		Files.createSymbolicLink(this.folder.resolve("V1__a.sql.conf"), Path.of("one.conf"));
		assertAgreement();
		write("V2__a.sql", UMLAUT);
		Files.createSymbolicLink(this.folder.resolve("V2__a.sql.conf"), Path.of("/proc/self/environ"));
		assertThat(load(location()).problems()).extracting(ScriptProblem::message)
			.containsExactly(
					"V2__a.sql: it cannot be read ('V2__a.sql.conf' is a link out of its folder). Fix its permissions or its .conf file, or remove it from the location.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16" })
	void loadWhenEncodingIsDetectedAcceptsEachChecksum(Charset applied) throws IOException {
		Files.write(this.folder.resolve("V1__a.sql"), "select 'xy';".getBytes(applied));
		this.encoding = applied;
		Integer checksum = load(location()).revisions().get(0).checksum();
		this.detectEncoding = true;
		this.encoding = StandardCharsets.UTF_8;
		assertAgreement();
		assertThat(load(location()).revisions().get(0).unchangedSince(checksum)).isTrue();
	}

	@Test
	void loadWhenLatinOnClassPathIsWrongEncodingAsInFlyway() throws IOException {
		this.detectEncoding = true;
		Path classPath = Files.createDirectories(this.folder.resolve("db"));
		Files.write(classPath.resolve("V1__a.sql"), UMLAUT.getBytes(StandardCharsets.ISO_8859_1));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.folder.toUri().toURL() })) {
			MigrationScripts scripts = MigrationScripts.load(settings(), ScriptLocations.of(List.of("db"), loader),
					List.of());
			assertThat(scripts.problems()).extracting(ScriptProblem::code).containsExactly("WRONG_ENCODING");
			assertThatException()
				.isThrownBy(() -> StockFlyway.find(loader, (flyway) -> flyway.locations("db").detectEncoding(true)));
		}
	}

	@Test
	void loadWhenScriptIsFolderOfThatNameGoesIntoIt() throws IOException {
		write("V1__a.sql/V2__b.sql", "");
		assertThat(load(location()).revisions()).extracting(Script::name).containsExactly("V2__b.sql");
	}

	@Test
	void loadWhenScriptIsDanglingLinkIsUnreadable() throws IOException {
		Files.createSymbolicLink(this.folder.resolve("V1__a.sql"), this.folder.resolve("none"));
		assertThat(load(location()).problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("UNREADABLE");
			assertThat(problem.message())
				.contains("V1__a.sql: it cannot be read (a link to a file that does not exist)");
		});
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true", "false,false" })
	void loadWhenLocationIsMissingIsProblemIfAskedAndElseWarns(boolean other, boolean fail) throws IOException {
		write("V1__a.sql", "");
		this.failOnMissingLocations = fail;
		MigrationScripts scripts = other ? load("filesystem:/none", location()) : load("filesystem:/none");
		assertThat(fail ? scripts.warnings() : scripts.problems()).isEmpty();
		assertThat(scripts.graph().isPresent()).isNotEqualTo(fail);
		assertThat(fail ? scripts.problems() : scripts.warnings()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("MISSING_LOCATION");
			assertThat(problem.message()).isEqualTo(
					"Unable to resolve location 'filesystem:/none': it does not exist. Create it, or correct spring.flyway.locations.");
		});
	}

	@Test
	void loadWhenLocationIsNotSupportedIsProblem() throws IOException {
		write("V1__a.sql", "");
		assertThat(load(location(), "s3:bucket/db").problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("UNSUPPORTED_LOCATION");
			assertThat(problem.message()).isEqualTo(
					"Location 's3:bucket/db' is neither in the file system nor on the class path. Use 'filesystem:' or 'classpath:'.");
		});
	}

	@Test
	void loadWhenListingIsGivenLeavesItOpen() throws IOException {
		write("V1__a.sql", "");
		boolean[] closed = new boolean[1];
		ScriptListing files = source(location()).get();
		ScriptListing listing = new ScriptListing() {

			@Override
			public List<ScriptResource> resources() {
				return files.resources();
			}

			@Override
			public void close() {
				closed[0] = true;
			}

		};
		assertThat(MigrationScripts.load(settings(), listing, List.of()).revisions()).hasSize(1);
		assertThat(closed[0]).isFalse();
		assertThat(MigrationScripts.load(settings(), () -> listing, List.of()).revisions()).hasSize(1);
		assertThat(closed[0]).isTrue();
	}

	@Test
	void loadWhenSameScriptIsInTwoPlacesTakesItOnceAsFlywayDoes() throws IOException {
		write("one/V1__a.sql", "select 1;");
		write("two/V1__a.sql", "select 1;");
		String[] locations = { location() + "/one", location() + "/two" };
		assertThat(load(locations).problems()).isEmpty();
		assertThat(StockFlyway.find((flyway) -> flyway.locations(locations))).hasSize(1);
		write("two/V1__a.sql", "select 2;");
		assertThat(load(locations).shared()).hasSize(1);
		assertThat(load(locations).revisions()).extracting(Script::id).containsExactly("1", "V1__a.sql");
		assertThatException().isThrownBy(() -> StockFlyway.find((flyway) -> flyway.locations(locations)));
	}

	@Test
	void standardSettingsAreFlywaysDefaults() {
		assertThat(ScriptSettings.standard()).isEqualTo(settings());
	}

	private void assertAgreement() {
		MigrationScripts scripts = load(location());
		assertThat(scripts.problems()).isEmpty();
		List<MigrationInfo> flyway = StockFlyway.find((configuration) -> configuration.locations(location())
			.encoding(this.encoding)
			.detectEncoding(this.detectEncoding));
		assertThat(scripts.revisions()).extracting(Script::checksum)
			.isEqualTo(flyway.stream().map(MigrationInfo::getChecksum).toList());
	}

	private static Map<String, String> summary(MigrationScripts scripts) {
		Map<String, String> summary = new TreeMap<>();
		for (List<Script> some : List.of(scripts.revisions(), scripts.repeatables(), scripts.baselines())) {
			some.forEach((script) -> summary.put(script.relativePath(),
					script.version() + " " + script.description() + " " + script.checksum()));
		}
		return summary;
	}

	private MigrationScripts load(String... locations) {
		return MigrationScripts.load(settings(), source(locations), List.of());
	}

	private static Supplier<ScriptListing> source(String... locations) {
		return ScriptLocations.of(List.of(locations), ScriptReaderTests.class.getClassLoader());
	}

	private ScriptSettings settings() {
		return new ScriptSettings(ScriptNaming.standard(), this.encoding, this.detectEncoding, ParentRule.AUTO,
				this.failOnMissingLocations, false, true);
	}

	private String location() {
		return "filesystem:" + this.folder;
	}

	private void write(String name, String content) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content, this.encoding);
	}

}
