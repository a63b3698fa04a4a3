package dev.headway.script;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.location.ScriptLocations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadFile}.
 */
class HeadFileTests {

	@Test
	void headFilesWhenNoneIsEmpty() {
		assertThat(story().load().headFiles()).isEmpty();
	}

	@Test
	void headFilesWhenInSubfolderIsEmpty() {
		assertThat(story().with("old/HEAD", "").load().headFiles()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "4 V4__merge.sql", "4 V4__merge.sql\n", "4 V4__merge.sql\r\n" })
	void checkWhenRightFindsNothing(String content) {
		assertThat(problems(story().with("HEAD", content))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "3 V3__b.sql", "", "4", "4 V4__other.sql", "V4__merge.sql" })
	void checkWhenOtherNameSaysWhatToWrite(String content) {
		assertThat(problems(story().with("HEAD", content)))
			.containsExactly("HEAD: '%s' is not the head. Write '4 V4__merge.sql'.".formatted(content));
	}

	@Test
	void checkWhenGitConflictSaysWhatToWrite() {
		String conflict = "<<<<<<< ours\n2 V2__a.sql\n=======\n3 V3__b.sql\n>>>>>>> theirs\n";
		assertThat(problems(story().with("HEAD", conflict)))
			.containsExactly("HEAD: it has more than one line. Write '4 V4__merge.sql'.");
	}

	@Test
	void checkWhenUnreadableSaysSo() {
		assertThat(problems(story().withBroken("HEAD")))
			.containsExactly("HEAD: it cannot be read (broken disk). Delete it, then create it with 'db init'.");
	}

	@Test
	void checkWhenSeveralHeadsLeavesThatToOthers() {
		assertThat(problems(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: base", "HEAD", "x"))).isEmpty();
	}

	@Test
	void checkWhenNoGraphLeavesThatToOthers() {
		assertThat(problems(TestScripts.of("V2__b.sql", "-- revises: 1", "HEAD", "x"))).isEmpty();
	}

	@Test
	void expectedLineNamesTheOnlyHead() {
		assertThat(HeadFile.expectedLine(story().load())).contains("4 V4__merge.sql");
		assertThat(HeadFile.expectedLine(TestScripts.of("V01__a.sql", "").load())).contains("01 V01__a.sql");
	}

	@Test
	void expectedLineWhenThereAreNoRevisionsIsBase() {
		assertThat(HeadFile.expectedLine(TestScripts.of("R__a.sql", "").load())).contains("base");
	}

	@Test
	void expectedLineWhenSeveralHeadsOrNoGraphIsEmpty() {
		assertThat(HeadFile.expectedLine(TestScripts.of("V1__a.sql", "", "V2__b.sql", "-- revises: base").load()))
			.isEmpty();
		assertThat(HeadFile.expectedLine(TestScripts.of("V2__b.sql", "-- revises: 1").load())).isEmpty();
	}

	@Test
	void checkWhenThereAreNoRevisionsFindsNothing() {
		assertThat(problems(TestScripts.of("R__a.sql", "", "HEAD", "4 V4__merge.sql"))).isEmpty();
	}

	@Test
	void checkReadsFileSystemAndClassPath(@TempDir Path folder) throws Exception {
		MigrationFolder migrations = new MigrationFolder(folder.resolve("db")).withMerge()
			.with("HEAD", "4 V4__merge.sql");
		try (var loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, null)) {
			for (String location : List.of(migrations.location(), "classpath:db")) {
				MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(),
						ScriptLocations.of(List.of(location), loader), List.of());
				assertThat(scripts.headFiles()).singleElement()
					.satisfies((file) -> assertThat(file.check(scripts)).isEmpty());
			}
		}
	}

	@Test
	void checkWhenVeryLongReadsTheBeginning() {
		assertThat(problems(story().with("HEAD", "x".repeat(10_000))))
			.singleElement(as(InstanceOfAssertFactories.STRING))
			.startsWith("HEAD: 'xxx")
			.endsWith("xxx...' is not the head. Write '4 V4__merge.sql'.")
			.hasSizeLessThan(300);
	}

	@Test
	void checkWhenItHasControlCharactersDoesNotRepeatThem() {
		assertThat(problems(story().with("HEAD", "4 \u001b[31mV4\u0000A=b")))
			.containsExactly("HEAD: '4 \\x1b[31mV4\\x00A=b' is not the head. Write '4 V4__merge.sql'.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/proc/self/environ", "/dev/zero", "/etc/hostname", "V1__create_users.sql", "none" })
	void checkWhenItIsALinkDoesNotReadIt(String target, @TempDir Path folder) throws Exception {
		MigrationFolder migrations = new MigrationFolder(folder).withMerge();
		Files.createSymbolicLink(folder.resolve("HEAD"), Path.of(target));
		MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(),
				ScriptLocations.of(List.of(migrations.location()), getClass().getClassLoader()), List.of());
		assertThat(scripts.headFiles()).singleElement()
			.satisfies((file) -> assertThat(file.check(scripts)).map(ScriptProblem::message)
				.contains(folder.resolve("HEAD")
						+ ": it cannot be read (a link, which is not followed). Delete it, then create it with 'db init'."));
	}

	private static TestScripts story() {
		return TestScripts.of("V1__users.sql", "", "V2__a.sql", "-- revises: 1", "V3__b.sql", "-- revises: 1",
				"V4__merge.sql", "-- revises: 2, 3");
	}

	private static List<String> problems(TestScripts files) {
		MigrationScripts scripts = files.load();
		return scripts.headFiles()
			.stream()
			.flatMap((file) -> file.check(scripts).stream())
			.map(ScriptProblem::message)
			.toList();
	}

}
