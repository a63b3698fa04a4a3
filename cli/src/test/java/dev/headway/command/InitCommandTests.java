package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
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
	void initWritesHookThatRefusesConflicts() throws IOException {
		Path remote = GitClone.remote(this.temporary);
		GitClone mary = GitClone.of(remote, "mary");
		assertThat(mary.db("init", "--pre-commit", "--command", "true").text())
			.isEqualTo("Created HEAD\nCreated .git/hooks/pre-commit\n");
		Path hook = mary.path().resolve(".git/hooks/pre-commit");
		assertThat(hook).isExecutable().content().endsWith("exec true check --location db\n");
		mary.commit("Add HEAD");
		Files.writeString(hook, Files.readString(hook).replace("exec true", "exec false"));
		mary.migrations().with("V2__b.sql", "-- revises: 1");
		mary.git("add", "-A");
		mary.failingGit("commit", "-q", "-m", "Conflict");
		assertThat(mary.db("init", "--pre-commit").text()).startsWith("FAILED: ").contains("already exists");
	}

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
