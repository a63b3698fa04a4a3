package dev.headway.command.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.command.GitClone;
import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link GitRepository} with what a person or a pipeline can name as a commit.
 */
class GitRepositoryFuzzTests {

	@TempDir
	private static Path temporary;

	private static GitRepository repository;

	private static List<String> files;

	@BeforeAll
	static void cloneRepository() throws IOException {
		repository = GitRepository.at(GitClone.of(GitClone.remote(temporary), "mary").migrations().path());
		files = files();
	}

	@ValueSource(strings = { "main", "origin/main", "HEAD", "HEAD~1", "refs/heads/main", "--output=x", "-x", "@{-1}",
			":/Create", "main:db", "--upload-pack=x", "main\nHEAD", "ext::sh -c touch% x", "a$(touch${IFS}x)", "" })
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void branchWhenAnyNameIsACommitOrRefused(@NotNull String name) throws Exception {
		FuzzLimits.check(name.length(), () -> {
			GitBranch branch = repository.refs().branch(name);
			assertThat(branch.commit()).matches("[0-9a-f]{40}");
			return branch;
		});
		assertThat(files()).isEqualTo(files);
	}

	private static List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(temporary)) {
			return files.map(Path::toString).sorted().toList();
		}
	}

}
