package dev.headway.command.check;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckHooks} where the work tree is not as usual.
 */
class CheckHooksTests {

	@TempDir
	private Path temporary;

	@Test
	void preCommitWhenLinkedWorkTreeGoesWhereGitLooks() {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		mary.git("worktree", "add", "-q", "../linked");
		GitClone linked = new GitClone(this.temporary.resolve("linked"));
		assertThat(linked.db("init", "--pre-commit").code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/pre-commit")).isExecutable();
	}

	@Test
	void preCommitWhenFolderHasBlanksQuotesIt() throws Exception {
		GitClone mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		Path folder = Files.createDirectories(mary.path().resolve("my db/größe"));
		assertThat(new TestCommands(folder).run("init", "--pre-commit").code()).isZero();
		assertThat(mary.path().resolve(".git/hooks/pre-commit")).content().contains("check --location 'my db/größe'");
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
