package dev.headway.command;

import java.io.IOException;
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
	void initWritesJobs() throws IOException {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		assertThat(mary.db("init", "--github", "--gitlab", "--command", "java -jar tools/db.jar").text())
			.isEqualTo("Created HEAD\nCreated .github/workflows/migrations.yml\nCreated .gitlab/migrations.yml\n");
		assertThat(mary.path().resolve(".github/workflows/migrations.yml")).content()
			.contains(
					"- run: java -jar tools/db.jar check --location db --against \"refs/remotes/origin/$TARGET\" --format github");
		assertThat(mary.path().resolve(".gitlab/migrations.yml")).content()
			.contains("- java -jar tools/db.jar check --location db --against \"refs/remotes/origin/$TARGET\"");
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
