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

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
