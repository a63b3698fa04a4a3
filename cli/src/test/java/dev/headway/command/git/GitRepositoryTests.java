package dev.headway.command.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GitRepository}.
 */
class GitRepositoryTests {

	private static final String V1 = "V1__create_users.sql";

	@TempDir
	private Path temporary;

	private GitClone mary;

	private GitRepository repository;

	@BeforeEach
	void cloneRepository() {
		this.mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.repository = GitRepository.at(this.mary.migrations().path());
	}

	@Test
	void atWhenOutsideOfAWorkTreeThrows() throws IOException {
		Path plain = Files.createDirectories(this.temporary.resolve("plain"));
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> GitRepository.at(plain))
			.withMessageStartingWith("'%s' is not in a Git work tree: ".formatted(plain));
		Path inside = this.mary.path().resolve(".git");
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> GitRepository.at(inside))
			.withMessageStartingWith("'%s' is not in a Git work tree: ".formatted(inside));
	}

	@Test
	void commitWhenKnownIsItsId() {
		assertThat(this.repository.refs().branch("origin/main").commit())
			.isEqualTo(this.mary.git("rev-parse", "HEAD").strip());
		assertThat(this.repository.refs().branch("HEAD").commit())
			.isEqualTo(this.repository.refs().branch("origin/HEAD").commit());
	}

	@Test
	void commitWhenUnknownSaysHowToGetIt() {
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> this.repository.refs().branch("nowhere"))
			.withMessage("There is no commit 'nowhere' in this repository. "
					+ "Fetch it first, for example with 'git fetch origin'.");
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> this.repository.refs().branch("--all"));
	}

	@Test
	void branchWhenSymbolicNamesTheBranch() {
		assertThat(this.repository.refs().branch("origin/HEAD").name()).isEqualTo("origin/main");
		assertThat(this.repository.refs().branch("main").name()).isEqualTo("main");
		assertThat(this.repository.refs().branch("HEAD").name()).isEqualTo("main");
		assertThat(this.repository.refs().branch("@{upstream}").name()).isEqualTo("origin/main");
		assertThat(this.repository.refs().branch("HEAD~0").name()).isEqualTo("HEAD~0");
		this.mary.git("checkout", "-q", "--detach");
		assertThat(this.repository.refs().branch("HEAD").name()).isEqualTo("HEAD");
	}

	@Test
	void branchWhenATagHasItsNameIsTheBranch() {
		GitBranch main = this.repository.refs().branch("origin/main");
		this.mary.migrations().with("V2__a.sql", "");
		this.mary.commit("Tagged");
		this.mary.git("push", "-q", "origin", "HEAD:other");
		for (String name : List.of("origin/main", "origin/HEAD", "main", "other", "MERGE_HEAD", "CHERRY_PICK_HEAD",
				"HEAD")) {
			this.mary.git("tag", name);
		}
		this.mary.git("branch", "-q", "other", "HEAD~1");
		assertThat(this.repository.refs().branch("origin/main"))
			.isEqualTo(new GitBranch("origin/main", "refs/remotes/origin/main", main.commit()));
		assertThat(this.repository.refs().branch("origin/HEAD").commit()).isEqualTo(main.commit());
		assertThat(this.repository.refs().branch("refs/remotes/origin/main").commit()).isEqualTo(main.commit());
		assertThat(this.repository.refs().branch("other"))
			.isEqualTo(new GitBranch("other", "refs/heads/other", main.commit()));
		assertThat(this.repository.refs().branch("HEAD").commit()).isNotEqualTo(main.commit());
		assertThat(this.repository.refs().find("MERGE_HEAD")).isEmpty();
		assertThat(this.repository.refs().find("CHERRY_PICK_HEAD")).isEmpty();
		this.mary.migrations().with("V3__b.sql", "");
		this.mary.git("add", "-A");
		this.mary.git("commit", "-q", "-m", "Own");
		assertThat(this.repository.otherBranches()).doesNotContainValue("origin/main");
	}

	@Test
	void mergeBaseWhenBranchesSeparatedIsTheLastCommonCommit() {
		String base = this.repository.refs().branch("HEAD").commit();
		this.mary.git("checkout", "-q", "-b", "other");
		this.mary.migrations().with("V2__a.sql", "");
		this.mary.commit("Other");
		this.mary.git("checkout", "-q", "main");
		this.mary.migrations().with("V3__b.sql", "");
		this.mary.commit("Main");
		assertThat(this.repository.refs().mergeBase("HEAD", this.repository.refs().branch("other").commit()))
			.contains(base);
	}

	@Test
	void mergeBaseWhenNothingIsInCommonIsEmpty() {
		String main = this.repository.refs().branch("HEAD").commit();
		this.mary.git("checkout", "-q", "--orphan", "other");
		this.mary.commit("Orphan");
		assertThat(this.repository.refs().mergeBase("HEAD", main)).isEmpty();
		assertThat(this.repository.refs().isShallow()).isFalse();
	}

	@Test
	void filesListsOnlyThoseOfTheFolder() throws IOException {
		Files.writeString(this.mary.path().resolve("readme.txt"), "text");
		Files.createDirectories(this.mary.migrations().path().resolve("sub"));
		this.mary.migrations().with("sub/V2__größer & weiter.sql", "select 2;");
		this.mary.commit("Add files");
		assertThat(this.repository.files("HEAD")).containsOnlyKeys(V1, "sub/V2__größer & weiter.sql");
	}

	@Test
	void idsAreThoseOfACommitWhetherStagedOrNot() throws IOException {
		String committed = this.repository.files("HEAD").get(V1);
		assertThat(this.repository.ids(Set.of(V1))).containsEntry(V1, committed);
		this.mary.migrations().with(V1, "select 1;").with("V2__new.sql", "select 2;");
		Map<String, String> ids = this.repository.ids(List.of(V1, "V2__new.sql"));
		assertThat(ids.get(V1)).isNotEqualTo(committed);
		this.mary.commit("Edit");
		assertThat(this.repository.files("HEAD")).isEqualTo(ids);
	}

	@Test
	void contentsAreReadAsTheyAreCommitted() throws IOException {
		Path binary = this.mary.migrations().path().resolve("V2__binary.sql");
		byte[] bytes = { '\n', 0, (byte) 0xFF, '\r', '\n' };
		Files.write(binary, bytes);
		Files.writeString(this.mary.migrations().path().resolve("V3__empty.sql"), "");
		this.mary.commit("Add files");
		Map<String, String> files = this.repository.files("HEAD");
		Map<String, byte[]> contents = this.repository.contents(files.values());
		assertThat(contents).hasSize(3);
		assertThat(contents.get(files.get("V2__binary.sql"))).isEqualTo(bytes);
		assertThat(contents.get(files.get("V3__empty.sql"))).isEmpty();
		assertThat(new String(contents.get(files.get(V1)), StandardCharsets.UTF_8)).startsWith("create table users");
		assertThat(this.repository.contents(Set.of())).isEmpty();
	}

	@Test
	void contentsWhenMissingThrows() {
		String missing = "0123456789012345678901234567890123456789";
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> this.repository.contents(Set.of(missing)))
			.withMessage("Git cannot read %s missing. Run 'git fetch' first.".formatted(missing));
	}

	@Test
	void filesWhenNamesAreUnusualAreCompared() throws IOException {
		List<String> names = List.of("V2__a\n::b.sql", "V3__\"c\".sql", "V4__d\\e.sql", "V5__f\tg\r.sql",
				"V6__\u001bh\u202e.sql", "V7__ö 😀.sql");
		names.forEach((name) -> this.mary.migrations().with(name, "select 1;"));
		this.mary.commit("Add files");
		Map<String, String> files = this.repository.files("HEAD");
		assertThat(files).containsKeys(names.toArray(String[]::new));
		assertThat(this.repository.ids(files.keySet())).isEqualTo(files);
		assertThat(this.repository.additions("HEAD")).containsKeys(names.toArray(String[]::new))
			.allSatisfy((path, position) -> assertThat(position > 3).isEqualTo(!path.equals(V1)));
		names.forEach((name) -> this.mary.migrations().with(name, "select 2;"));
		Map<String, String> edited = this.repository.ids(files.keySet());
		this.mary.commit("Edit");
		assertThat(this.repository.files("HEAD")).isEqualTo(edited);
		this.mary.git("push", "-q", "origin", "HEAD:other");
		this.mary.git("fetch", "-q", "origin");
		this.mary.git("reset", "-q", "--hard", "HEAD~2");
		assertThat(this.repository.otherBranches()).containsOnlyKeys(names)
			.allSatisfy((name, branch) -> assertThat(branch).isEqualTo("origin/other"));
	}

	@Test
	void atWhenARepositoryIsCommittedRunsNothingOfIt() throws IOException {
		Path folder = this.mary.migrations().path();
		Path planted = this.temporary.resolve("planted");
		Files.createDirectories(folder.resolve("objects"));
		Files.createDirectories(folder.resolve("refs"));
		Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
		for (String workTree : List.of(".", "..", this.mary.path().toString())) {
			Files.writeString(folder.resolve("config"), """
					[core]
						repositoryformatversion = 0
						bare = false
						worktree = %s
						fsmonitor = "touch %s; false"
					""".formatted(workTree, planted));
			assertThatExceptionOfType(GitException.class).isThrownBy(() -> GitRepository.at(folder))
				.withMessageContaining("is not in a Git work tree");
			assertThat(this.mary.db("check", "--against", "HEAD").code()).isEqualTo(1);
			assertThat(this.mary.db("check").code()).isNotEqualTo(1);
			assertThat(planted).doesNotExist();
		}
	}

	@Test
	void hooksAreWhereGitLooksForThem() {
		assertThat(this.repository.workTree().hooks().normalize()).isEqualTo(this.mary.path().resolve(".git/hooks"));
		this.mary.git("config", "core.hooksPath", "hooks");
		assertThat(this.repository.workTree().hooks().getFileName()).hasToString("hooks");
		assertThat(this.repository.workTree().top()).isEqualTo(this.mary.path());
	}

}
