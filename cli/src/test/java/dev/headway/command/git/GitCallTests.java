package dev.headway.command.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GitCall}.
 */
class GitCallTests {

	/**
	 * A branch can contain all files of a repository, with a configuration of its own.
	 */
	@Test
	void runWhenMigrationsLookLikeARepositoryRunsNoneOfItsCommands(@TempDir Path temporary) throws IOException {
		GitClone clone = GitClone.of(GitClone.remote(temporary), "mary");
		Path folder = clone.migrations().path();
		Path mark = temporary.resolve("mark");
		clone.git("--git-dir=" + folder, "--work-tree=" + folder, "init", "-q", "-b", "main");
		clone.git("--git-dir=" + folder, "config", "core.worktree", ".");
		clone.git("--git-dir=" + folder, "config", "core.bare", "false");
		clone.git("-C", "db", "--git-dir=.", "--work-tree=.", "add", "V1__create_users.sql");
		clone.git("-C", "db", "--git-dir=.", "--work-tree=.", "commit", "-q", "-m", "evil");
		clone.git("--git-dir=" + folder, "update-ref", "refs/remotes/origin/main", "refs/heads/main");
		clone.git("--git-dir=" + folder, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
		clone.git("--git-dir=" + folder, "config", "core.fsmonitor", "touch '%s'; false".formatted(mark));
		clone.git("-C", "db", "diff-files");
		assertThat(mark).as("Git itself runs it").exists();
		Files.delete(mark);
		for (String command : List.of("check", "check --against origin/main", "check --fix", "rebase 1", "merge",
				"revision -m new")) {
			clone.db(command.split(" ", -1));
			assertThat(mark).as(command).doesNotExist();
		}
	}

}
