package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The story that Headway is for, with two clones and what they share: Mary adds password
 * hashes, David adds avatars, both to the same revision.
 */
class ConflictStoryTests {

	@TempDir
	private Path temporary;

	private GitClone mary;

	private GitClone david;

	@BeforeEach
	void bothAddARevision() {
		Path remote = GitClone.remote(this.temporary);
		this.mary = GitClone.of(remote, "mary");
		this.david = GitClone.of(remote, "david");
	}

	@Test
	void checkFindsTheConflictAndAMergeResolvesIt() {
		bothAddRevisions("2", "3");
		this.david.git("push", "-q");
		this.mary.failingGit("push", "-q");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo(
				"""
						MULTIPLE_HEADS: merging origin/main would leave a conflict: 2 heads, 2 (V2__add_password_hashes.sql) and \
						3 (V3__add_user_avatars.sql), which both build on 1. Avoid this with 'git merge origin/main', then \
						'db rebase --against origin/main'.
						Only on this branch: V2__add_password_hashes.sql
						Only on origin/main: V3__add_user_avatars.sql
						1 problem
						(exit 3)
						""");
		this.mary.git("merge", "-q", "--no-edit", "origin/main");
		assertThat(this.mary.db("history").text()).isEqualTo("""
				1 -> 3 (head), add user avatars
				1 -> 2 (head), add password hashes
				<base> -> 1 (branchpoint), create users
				""");
		assertThat(this.mary.db("heads").text()).isEqualTo("2 (head)\n3 (head)\n");
		assertThat(this.mary.db("branches").text()).isEqualTo("""
				1 (branchpoint)
				  -> 2 (head)
				  -> 3 (head)
				""");
		assertThat(this.mary.db("check").code()).isEqualTo(3);
		assertThat(this.mary.db("merge", "-m", "merge migrations from mary and david").text())
			.isEqualTo("Created V4__merge_migrations_from_mary_and_david.sql\n");
		assertThat(this.mary.db("history").text()).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge migrations from mary and david
				1 -> 3, add user avatars
				1 -> 2, add password hashes
				<base> -> 1 (branchpoint), create users
				""");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 4 revisions, head 4\n");
		this.mary.commit("Merge migrations").git("push", "-q");
		this.david.git("pull", "-q");
		assertThat(this.david.db("check").text()).isEqualTo("OK: 4 revisions, head 4\n");
	}

	@Test
	void checkFindsTheConflictAndARebaseResolvesIt() {
		bothAddRevisions("2", "3");
		this.david.git("push", "-q");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").code()).isEqualTo(3);
		this.mary.git("merge", "-q", "--no-edit", "origin/main");
		assertThat(this.mary.db("rebase", "2", "--onto", "3", "--dry-run").text())
			.contains("V4__add_password_hashes.sql")
			.endsWith("Nothing was written.\n");
		assertThat(this.mary.git("status", "--porcelain")).isEmpty();
		assertThat(this.mary.db("rebase", "2", "--onto", "3").text()).isEqualTo("""
				Wrote '-- revises: 3' into V2__add_password_hashes.sql
				Renamed V2__add_password_hashes.sql to V4__add_password_hashes.sql
				""");
		assertThat(this.mary.git("status", "--porcelain"))
			.isEqualTo("RM db/V2__add_password_hashes.sql -> db/V4__add_password_hashes.sql\n");
		assertThat(this.mary.db("history").text()).isEqualTo("""
				3 -> 4 (head), add password hashes
				1 -> 3, add user avatars
				<base> -> 1, create users
				""");
		assertThat(this.mary.db("check", "--against").text()).isEqualTo("OK: 3 revisions, head 4\n");
		this.mary.commit("Put password hashes after avatars").git("push", "-q");
		this.david.git("pull", "-q");
		assertThat(this.david.db("heads").text()).isEqualTo("4 (head)\n");
	}

	@Test
	void headFileMakesGitConflict() {
		this.david.db("init");
		this.david.commit("Keep the head in a file").git("push", "-q");
		this.mary.git("pull", "-q");
		bothAddRevisions("2", "3");
		this.david.git("push", "-q");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.failingGit("merge", "origin/main")).contains("CONFLICT (content)", "db/HEAD");
		assertThat(this.mary.db("check").text()).contains("MULTIPLE_HEADS").endsWith("(exit 3)\n");
		assertThat(this.mary.db("merge").text()).isEqualTo("""
				Created V4__merge_2_and_3.sql
				Wrote '4 V4__merge_2_and_3.sql' into HEAD
				""");
		assertThat(this.mary.db("check").text()).isEqualTo("OK: 4 revisions, head 4\n");
		this.mary.commit("Merge").git("push", "-q");
		assertThat(this.mary.migrations().path().resolve("HEAD")).hasContent("4 V4__merge_2_and_3.sql");
	}

	@Test
	void headFileMakesGitConflictAndARebaseResolvesIt() {
		this.david.db("init");
		this.david.commit("Keep the head in a file").git("push", "-q");
		this.mary.git("pull", "-q");
		bothAddRevisions("2", "2");
		this.david.git("push", "-q");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--against").text())
			.contains("DUPLICATE_VERSION", "'db rebase --against origin/main'")
			.endsWith("(exit 3)\n");
		this.mary.failingGit("merge", "origin/main");
		assertThat(this.mary.db("rebase", "V2__add_password_hashes.sql").text()).isEqualTo("""
				Wrote '-- revises: 2' into V2__add_password_hashes.sql
				Renamed V2__add_password_hashes.sql to V3__add_password_hashes.sql
				Wrote '3 V3__add_password_hashes.sql' into HEAD
				""");
		assertThat(this.mary.db("check").text()).isEqualTo("OK: 3 revisions, head 3\n");
		this.mary.commit("Merge").git("push", "-q");
	}

	private void bothAddRevisions(String marys, String davids) {
		assertThat(this.mary.db("revision", "-m", "Add password hashes", "--rev-id", marys).code()).isZero();
		this.mary.commit("Add password hashes");
		assertThat(this.david.db("revision", "-m", "Add user avatars", "--rev-id", davids).code()).isZero();
		this.david.commit("Add user avatars");
	}

}
