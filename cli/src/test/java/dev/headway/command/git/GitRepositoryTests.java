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
		assertThatExceptionOfType(GitException.class)
			.isThrownBy(() -> GitRepository.at(this.mary.path().resolve(".git")))
			.withMessageEndingWith("it is inside .git");
	}

	@Test
	void commitWhenKnownIsItsId() {
		assertThat(this.repository.commit("origin/main")).isEqualTo(this.mary.git("rev-parse", "HEAD").strip());
		assertThat(this.repository.commit("HEAD")).isEqualTo(this.repository.commit("origin/HEAD"));
	}

	@Test
	void commitWhenUnknownSaysHowToGetIt() {
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> this.repository.commit("nowhere"))
			.withMessage("There is no commit 'nowhere' in this repository. "
					+ "Fetch it first, for example with 'git fetch origin'.");
		assertThatExceptionOfType(GitException.class).isThrownBy(() -> this.repository.commit("--all"));
	}

	@Test
	void branchWhenSymbolicNamesTheBranch() {
		assertThat(this.repository.branch("origin/HEAD")).isEqualTo("origin/main");
		assertThat(this.repository.branch("main")).isEqualTo("main");
		assertThat(this.repository.branch("nowhere")).isEqualTo("nowhere");
		this.mary.git("checkout", "-q", "--detach");
		assertThat(this.repository.branch("HEAD")).isEqualTo("HEAD");
	}

	@Test
	void mergeBaseWhenBranchesSeparatedIsTheLastCommonCommit() {
		String base = this.repository.commit("HEAD");
		this.mary.git("checkout", "-q", "-b", "other");
		this.mary.migrations().with("V2__a.sql", "");
		this.mary.commit("Other");
		this.mary.git("checkout", "-q", "main");
		this.mary.migrations().with("V3__b.sql", "");
		this.mary.commit("Main");
		assertThat(this.repository.mergeBase("HEAD", this.repository.commit("other"))).contains(base);
	}

	@Test
	void mergeBaseWhenNothingIsInCommonIsEmpty() {
		String main = this.repository.commit("HEAD");
		this.mary.git("checkout", "-q", "--orphan", "other");
		this.mary.commit("Orphan");
		assertThat(this.repository.mergeBase("HEAD", main)).isEmpty();
		assertThat(this.repository.isShallow()).isFalse();
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
	void hooksAreWhereGitLooksForThem() {
		assertThat(this.repository.hooks().normalize()).isEqualTo(this.mary.path().resolve(".git/hooks"));
		this.mary.git("config", "core.hooksPath", "hooks");
		assertThat(this.repository.hooks().getFileName()).hasToString("hooks");
		assertThat(this.repository.top()).isEqualTo(this.mary.path());
	}

}
