package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShowCommand}.
 */
class ShowCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
	}

	@Test
	void showWhenSeveralHeadsIsConflict() {
		this.folder.without("V4__merge.sql");
		assertThat(run("show", "head")).startsWith("FAILED: ").contains("2").contains("3").endsWith("(exit 3)\n");
		assertThat(run("show", "heads")).contains("Rev: 2 (head)").contains("Rev: 3 (head)");
	}

	@Test
	void showWhenUnknownFails() {
		assertThat(run("show", "9")).startsWith("FAILED: ").contains("'9'").endsWith("(exit 1)\n");
	}

	@Test
	void showTellsWhatTheDatabaseKnows() {
		TestApplication application = new TestApplication(this.temporary);
		application.commands().run("upgrade");
		assertThat(application.commands().run("show", "head", "--json").text()).contains("\"state\": \"APPLIED\"")
			.contains("\"installedBy\": \"SA\"");
	}

	@Test
	void showWhenFilesShareAVersionShowsAllOfThem() {
		this.folder.with("V4__other.sql", "-- revises: 3").with("U4__other.sql", "select 1;");
		assertThat(run("show", "4")).contains("Rev: 4 (V4__merge.sql) (head)", "Rev: 4 (V4__other.sql) (head)",
				"/V4__merge.sql\n", "/V4__other.sql\n", "/U4__merge.sql\n", "/U4__other.sql\n");
		assertThat(run("show", "V4__other.sql")).startsWith("Rev: 4 (V4__other.sql) (head)\n")
			.doesNotContain("V4__merge.sql");
		assertThat(run("heads")).isEqualTo("4 (V4__merge.sql) (head)\n4 (V4__other.sql) (head)\n");
		assertThat(run("history")).contains("2, 3 -> 4 (V4__merge.sql) (head) (mergepoint), merge\n",
				"3 -> 4 (V4__other.sql) (head), other\n");
		assertThat(run("history", "--graph")).contains("4 (V4__merge.sql) (head)", "4 (V4__other.sql) (head)");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
