package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InitCommand}.
 */
class InitCommandTests {

	@TempDir
	private Path temporary;

	@Test
	void initWhenItComesFromNoJarCreatesNoCommandUnlessAskedFor() {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		assertThat(mary.db("init").text()).isEqualTo("Created HEAD\n");
		assertThat(mary.db("init", "--wrapper", "dbw").text())
			.startsWith("FAILED: Nothing was created: these files run")
			.endsWith("(exit 2)\n");
	}

	@Test
	void initWhenNoRepositoryCannotWriteHook() {
		assertThat(run("init", "--pre-commit")).startsWith("FAILED: ").contains("is not in a Git work tree");
		assertThat(this.temporary.resolve("db")).doesNotExist();
	}

	private String run(String... args) {
		return new TestCommands(this.temporary.resolve("db")).run(args).text();
	}

}
