package dev.headway.command.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db check --against}.
 */
class BranchComparisonTests {

	@TempDir
	private Path temporary;

	private Path remote;

	private GitClone mary;

	@BeforeEach
	void cloneRepository() {
		this.remote = GitClone.remote(this.temporary);
		this.mary = GitClone.of(this.remote, "mary");
	}

	@Test
	void checkWhenNothingNewIsFine() {
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 1 revision, head 1\n");
	}

	@Test
	void checkWhenOnlyOursIsFine() {
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 2 revisions, head 2\n");
	}

	@Test
	void checkWhenMergeWouldHaveTwoHeadsSaysHowToAvoidThem() {
		david("V3__add_avatars.sql", "-- revises: 1");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check").text()).isEqualTo("OK: 2 revisions, head 2\n");
		assertThat(this.mary.db("check", "--against", "origin/main").text()).isEqualTo(
				"""
						MULTIPLE_HEADS: merging origin/main would leave a conflict: 2 heads, 2 (V2__add_password_hashes.sql) and \
						3 (V3__add_avatars.sql), which both build on 1. Avoid this with 'git merge origin/main', then \
						'db rebase --against origin/main'.
						Only on this branch: V2__add_password_hashes.sql
						Only on origin/main: V3__add_avatars.sql
						1 problem
						(exit 3)
						""");
	}

	@Test
	void checkWhenATagHasTheNameOfTheBranchComparesWithTheBranch() {
		david("V3__add_avatars.sql", "-- revises: 1");
		this.mary.git("checkout", "-q", "-b", "topic");
		this.mary.git("tag", "origin/main");
		this.mary.git("tag", "main");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		for (String against : List.of("origin/main", "refs/remotes/origin/main", "origin/HEAD")) {
			TestCommands.Result result = this.mary.db("check", "--against", against);
			assertThat(result.code()).isEqualTo(3);
			assertThat(result.out()).startsWith("MULTIPLE_HEADS: merging origin/main would leave a conflict")
				.contains("'git merge refs/remotes/origin/main', then 'db rebase --against refs/remotes/origin/main'")
				.contains("\nOnly on origin/main: V3__add_avatars.sql\n")
				.doesNotContain("end-of-options");
		}
		this.mary.git("branch", "-f", "main", "refs/remotes/origin/main");
		assertThat(this.mary.db("check", "--against", "main").out()).contains("Only on main: V3__add_avatars.sql");
		this.mary.commit("Mine");
		GitClone.commands(this.mary.db("check", "--against", "origin/main").out()).forEach(this.mary::run);
		assertThat(this.mary.db("check", "--against", "origin/main").text()).isEqualTo("OK: 3 revisions, head 4\n");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void checkWhenTheBranchHasASpecialNamePrintsCommandsThatAShellRuns() throws Exception {
		String branch = "a$(touch${IFS}pwned);`id`'x\"";
		this.mary.git("checkout", "-q", "-b", branch);
		this.mary.migrations().with("V3__add_avatars.sql", "-- revises: 1");
		this.mary.commit("Theirs");
		this.mary.git("checkout", "-q", "main");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.commit("Mine");
		String message = this.mary.db("check", "--against", branch, "--json").out();
		String command = "git merge 'a$(touch${IFS}pwned);`id`'\\''x\"'";
		assertThat(message).contains(command.replace("\\", "\\\\").replace("\"", "\\\""));
		assertThat(this.mary.db("check", "--against", branch).out()).contains("'" + command + "', then");
		Process merge = new ProcessBuilder("sh", "-c", command).directory(this.mary.path().toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(new String(merge.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.contains("V3__add_avatars");
		assertThat(this.mary.path().resolve("pwned")).doesNotExist();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void checkWhenNamesAreUnusualComparesThem() {
		this.mary.migrations().with("V2__a\n::b \"c\" \\d.sql", "-- revises: 1");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 2 revisions, head 2\n");
		david("V3__add\n'avatars'.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").out()).startsWith("MULTIPLE_HEADS: ")
			.contains(
					"\nOnly on this branch: V2__a\\n::b \"c\" \\d.sql\nOnly on origin/main: V3__add\\n'avatars'.sql\n");
		this.mary.commit("Mine");
		GitClone.commands(this.mary.db("check", "--against").out()).forEach(this.mary::run);
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 3 revisions, head 4\n");
	}

	@Test
	void checkWhenVersionIsTakenNamesOurFile() {
		david("V2__add_avatars.sql", "-- revises: 1");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("""
				DUPLICATE_VERSION: merging origin/main would leave a conflict: V2__add_avatars.sql and \
				V2__add_password_hashes.sql share version 2. Avoid this with 'git merge origin/main', then \
				'db rebase --against origin/main'.
				Only on this branch: V2__add_password_hashes.sql
				Only on origin/main: V2__add_avatars.sql
				1 problem
				(exit 3)
				""");
	}

	@Test
	void checkWhenScriptOfTheirsIsEditedForbidsIt() {
		this.mary.migrations().with("V1__create_users.sql", "create table people (id int primary key);");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("""
				CHANGED_SCRIPT: V1__create_users.sql: edited here, but it is on origin/main, and databases may \
				have applied it. Restore it from there, and add a new revision instead.
				1 problem
				(exit 4)
				""");
	}

	@Test
	void checkWhenScriptOfTheirsIsRenamedForbidsIt() {
		this.mary.git("mv", "db/V1__create_users.sql", "db/V1__create_people.sql");
		assertThat(this.mary.db("check", "--against").text())
			.contains("CHANGED_SCRIPT: V1__create_users.sql: deleted or renamed here")
			.endsWith("(exit 4)\n");
	}

	@Test
	void checkWhenOnlyLineEndsDifferIsFine() {
		this.mary.migrations().with("V1__create_users.sql", "create table users (id int primary key);\r");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 1 revision, head 1\n");
	}

	@Test
	void checkWhenTheyEditedWhatWeLeftAloneIsFine() {
		david("V1__create_users.sql", "create table users (id bigint primary key);");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 1 revision, head 1\n");
	}

	@Test
	void checkWhenTheyRenamedWhatWeLeftAloneIsFine() {
		GitClone david = GitClone.of(this.remote, "david");
		david.git("mv", "db/V1__create_users.sql", "db/V01__create_users.sql");
		david.commit("Rename").git("push", "-q");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 1 revision, head 01\n");
	}

	@Test
	void checkWhenHeadIsDetachedComparesTheSame() {
		david("V3__add_avatars.sql", "-- revises: 1");
		this.mary.git("checkout", "-q", "--detach");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").code()).isEqualTo(3);
	}

	@Test
	void checkWhenShallowSaysWhatIsUnknown() {
		david("V3__add_avatars.sql", "-- revises: 1");
		GitClone shallow = GitClone.of(this.remote, "shallow", "--depth=1");
		david("V4__add_mails.sql", "-- revises: 3");
		shallow.git("fetch", "-q", "--depth=1");
		assertThat(shallow.db("check", "--against").text()).isEqualTo("""
				Git finds no common ancestor of this branch and origin/main because this clone is shallow \
				(fix: 'git fetch --unshallow'). Files deleted on either side are treated as present.
				OK: 3 revisions, head 4
				""");
	}

	@Test
	void checkWhenReferenceIsUnknownFails() {
		assertThat(this.mary.db("check", "--against", "origin/nowhere").text()).isEqualTo(
				"""
						FAILED: There is no commit 'origin/nowhere' in this repository. Fetch it first, for example with 'git fetch origin'.
						(exit 1)
						""");
		this.mary.git("remote", "set-head", "origin", "--delete");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo(
				"""
						FAILED: There is no commit 'origin/HEAD' in this repository. Name the branch, as in --against=origin/main, or run \
						'git remote set-head origin --auto'.
						(exit 1)
						""");
		assertThat(this.mary.db("check", "--against=--upload-pack=x").code()).isEqualTo(1);
	}

	@Test
	void checkWhenNoRepositoryFails() throws Exception {
		Path folder = Files.createDirectories(this.temporary.resolve("plain"));
		assertThat(new TestCommands(folder).run("check", "--against").text())
			.startsWith("FAILED: 'db' is not in a Git work tree: ")
			.endsWith("(exit 1)\n");
	}

	@Test
	void checkWhenOddNamesReadsThem() {
		david("V3__Grüße an alle.sql", "-- revises: 1");
		this.mary.migrations().with("V2__größer & weiter.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").out())
			.contains("2 (V2__größer & weiter.sql) and 3 (V3__Grüße an alle.sql)");
	}

	@Test
	void checkWritesNothingOfGit() {
		david("V3__add_avatars.sql", "-- revises: 1");
		this.mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1");
		this.mary.git("fetch", "-q");
		String before = this.mary.git("status", "--porcelain") + this.mary.git("count-objects", "-v");
		this.mary.db("check", "--against");
		assertThat(this.mary.git("status", "--porcelain") + this.mary.git("count-objects", "-v")).isEqualTo(before);
	}

	private void david(String name, String... lines) {
		Path path = this.temporary.resolve("david");
		GitClone david = Files.exists(path) ? new GitClone(path) : GitClone.of(this.remote, "david");
		david.migrations().with(name, lines);
		david.commit("Work").git("push", "-q");
	}

}
