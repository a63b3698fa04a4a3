package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DbCommand}: its help, its options and wrong usage.
 */
class DbCommandTests {

	private static final String[] FILE_OPTIONS = { "--location=", "--parents=", "--heads=", "--resolve=", "--encoding=",
			"--prefix=", "--undo-prefix=", "--separator=", "--suffixes=" };

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
	}

	@ParameterizedTest
	@ValueSource(strings = { "check", "heads", "history", "branches", "show 1", "revision -m x", "merge", "rebase 1",
			"init", "check --against main" })
	void verbWhenLocationHasAFolderPerDatabaseNamesOne(String verb) {
		Path location = this.temporary.resolve("location");
		for (String vendor : List.of("h2", "postgresql")) {
			new MigrationFolder(location.resolve(vendor)).with("V1__a.sql", "").with("V2__b.sql", "");
		}
		assertThat(new TestCommands(location).run(verb.split(" ", -1)).text()).isEqualTo("""
				FAILED: 'db' has folders for several databases (h2, postgresql), with migrations of the same versions. \
				Specify one of them, as in '--location db/postgresql'.
				(exit 4)
				""");
		assertThat(
				new TestCommands(location).run("check", "--location", location.resolve("postgresql").toString()).text())
			.isEqualTo("OK: 2 revisions, head 2\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "init", "revision", "migrate", "merge", "rebase", "heads", "branches", "history",
			"current", "show", "check", "upgrade", "downgrade", "stamp", "resolve", "repair", "wait", "completion" })
	void helpWhenVerbFitsAScreen(String verb) {
		String help = commands().columns(80).run(verb, "--help").text();
		assertThat(help).startsWith("Usage: db " + verb).contains("Exit codes:").doesNotContain(FILE_OPTIONS);
		assertThat(help.lines()).hasSizeLessThanOrEqualTo(24).allMatch((line) -> line.length() <= 80);
		assertThat(run("--help")).contains("  " + verb);
	}

	@Test
	void helpWhenVerbNamesTheHelpWithTheOtherOptions() {
		assertThat(run("heads", "--help")).contains("Options, besides those of 'db --help':");
	}

	@Test
	void helpNamesTheOptionsOfAllVerbs() {
		assertThat(run("--help")).contains(FILE_OPTIONS).doesNotContain("--flyway", "--log");
		assertThat(commands().columns(80).run("--help").out().lines()).hasSizeLessThanOrEqualTo(45);
	}

	@Test
	void fileOptionsWorkBeforeAndAfterTheVerb() {
		MigrationFolder other = this.folder.beside("other").with("M1-a.ddl", "").with("M2-b.ddl", "");
		String[] options = { "--location=" + other.path(), "--prefix=M", "--separator=-", "--suffixes=.sql,.ddl",
				"--parents=required", "--encoding=UTF-8", "--undo-prefix=D" };
		assertThat(run(options, "check")).startsWith("MISSING_HEADER: ").contains("2 problems");
		assertThat(run(new String[] { "check" }, options)).isEqualTo(run(options, "check"));
	}

	@Test
	void databaseVerbsSayThatTheyNeedTheApplication() {
		for (String verb : new String[] { "current", "upgrade", "downgrade", "resolve 5", "repair", "wait --timeout 5m",
				"history -i", "migrate --check", "check --model" }) {
			assertThat(run(verb.split(" "))).isEqualTo("""
					FAILED: This verb needs the database, and therefore the application. Run \
					'java -jar app.jar db %s'.
					(exit 2)
					""".formatted(verb));
		}
	}

	@Test
	void usageWhenWrongSaysWhereHelpIs() {
		assertThat(run("heads", "--nonsense")).isEqualTo("""
				Unknown option: '--nonsense'
				See 'db heads --help'
				(exit 2)
				""");
		assertThat(run()).isEqualTo("""
				Missing verb. Name one, as in 'db heads'.
				See 'db --help'
				(exit 2)
				""");
		assertThat(run("head")).contains("'db --help'").endsWith("(exit 2)\n");
	}

	private TestCommands commands() {
		return new TestCommands(this.folder.path());
	}

	private String run(String... args) {
		return commands().run(args).text();
	}

	private String run(String[] first, String... then) {
		return run(Stream.of(first, then).flatMap(Stream::of).toArray(String[]::new));
	}

}
