package dev.headway.command.init;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.GitClone;
import dev.headway.command.StandInJar;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProjectFiles} where the work tree is not as usual.
 */
class ProjectFilesTests {

	@TempDir
	private Path temporary;

	@Test
	void preCommitWhenLinkedWorkTreeGoesWhereGitLooks() {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		mary.git("worktree", "add", "-q", "../linked");
		GitClone linked = new GitClone(this.temporary.resolve("linked"));
		assertThat(init(linked.migrations().path()).code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/pre-commit")).isExecutable();
	}

	@Test
	void preCommitWhenFolderHasBlanksQuotesIt() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve("my db/größe"));
		assertThat(init(folder).code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/headway-check")).content()
			.contains("check \"$@\" --location 'my db/größe'");
	}

	@Test
	void preCommitWhenHooksAreSharedIsRefused() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path shared = Files.createDirectories(this.temporary.resolve("shared hooks"));
		mary.git("config", "core.hooksPath", shared.toString());
		TestCommands.Result result = init(mary.migrations().path());
		Path own = mary.path().resolve(".git/hooks");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.err()).startsWith("FAILED: Nothing was created: core.hooksPath is '" + shared + "'")
			.contains("'git config core.hooksPath %s'".formatted(own));
		assertThat(shared).isEmptyDirectory();
		assertThat(mary.migrations().path().resolve("HEAD")).doesNotExist();
		mary.git("config", "core.hooksPath", own.toString());
		assertThat(init(mary.migrations().path()).out()).contains("Created .git/hooks/pre-commit");
	}

	private TestCommands.Result init(Path folder) {
		return new TestCommands(folder).with("HEADWAY_CLI_JAR", StandInJar.in(this.temporary).toString())
			.run("init", "--pre-commit");
	}

	@ParameterizedTest
	@DisabledOnOs(OS.WINDOWS)
	@ValueSource(
			strings = { "a\nb", "a\n      - run: id", "a\u001b[31m", "a\u202eb", "a\u0085b", "${{ github.token }}" })
	void jobsWhenFolderCannotBeWrittenAreRefused(String name) throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve(name));
		TestCommands.Result result = new TestCommands(folder)
			.with("HEADWAY_CLI_JAR", StandInJar.in(this.temporary).toString())
			.run("init", "--github");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.err()).startsWith("FAILED: Nothing was created: '").hasLineCount(1);
		assertThat(mary.path().resolve(".github")).doesNotExist();
		assertThat(folder).isEmptyDirectory();
	}

	@Test
	void checkWhenFolderIsIgnoredByGitComparesWithNothing() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve("ignored"));
		Files.writeString(mary.path().resolve(".gitignore"), "ignored/\n");
		Files.writeString(folder.resolve("V1__a.sql"), "select 1;\n");
		assertThat(new TestCommands(folder).run("check", "--against", "HEAD").text())
			.isEqualTo("OK: 1 revision, head 1\n");
	}

}
