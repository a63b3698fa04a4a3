package dev.headway.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a migration that one branch deletes or moves while the other one edits it or
 * adds what revises it. Git notices only the edit.
 */
class DeletedFileTests {

	@TempDir
	private Path temporary;

	private GitClone clone;

	@BeforeEach
	void publishTwo() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.git("branch", "-M", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations()
			.without("V1__create_users.sql")
			.with("V1__base.sql", "create table log (name varchar(20));");
		add("V2__a.sql", "1");
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "-b", "feature");
	}

	@Test
	void checkWhenBranchEditsWhatMainDeletesForbidsIt() {
		this.clone.migrations().with("V2__a.sql", "-- revises: 1", "insert into log values ('edited');");
		this.clone.commit("Edit");
		deleteOnMain();
		assertThat(this.clone.db("check", "--against").text())
			.contains("CHANGED_SCRIPT: V2__a.sql: edited here, but origin/main has deleted it")
			.endsWith("(exit 4)\n");
		assertThat(this.clone.failingGit("merge", "main")).contains("CONFLICT (modify/delete)");
		assertThat(this.clone.db("check", "--against").code()).isEqualTo(4);
		this.clone.git("rm", "-q", "db/V2__a.sql");
		this.clone.git("commit", "-q", "--no-edit");
		assertThat(this.clone.db("check", "--against").text()).isEqualTo("OK: 1 revision, head 1\n");
	}

	@Test
	void checkWhenBranchDeletesWhatMainEditsForbidsIt() {
		this.clone.git("rm", "-q", "db/V2__a.sql");
		this.clone.commit("Delete").git("checkout", "-q", "main");
		this.clone.migrations().with("V2__a.sql", "-- revises: 1", "insert into log values ('edited');");
		this.clone.commit("Edit").git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
		assertThat(this.clone.db("check", "--against").text())
			.contains("CHANGED_SCRIPT: V2__a.sql: deleted or renamed here")
			.endsWith("(exit 4)\n");
		assertThat(this.clone.failingGit("merge", "main")).contains("CONFLICT (modify/delete)");
		this.clone.git("add", "db/V2__a.sql");
		this.clone.git("commit", "-q", "--no-edit");
		assertThat(this.clone.db("check", "--against").text()).isEqualTo("OK: 2 revisions, head 2\n");
	}

	@Test
	void checkWhenMainDeletesTheParentNamesWhatToWrite() {
		add("V3__b.sql", "2");
		deleteOnMain();
		String problem = "MISSING_PARENT: V3__b.sql, line 1: revises 2, but there is no migration 2. "
				+ "Add it, or write '-- revises: 1'.";
		assertThat(this.clone.db("check", "--against").out()).startsWith(problem);
		this.clone.git("merge", "-q", "--no-edit", "main");
		assertThat(this.clone.db("check").out()).startsWith(problem);
		try (CloneDatabase fresh = new CloneDatabase(this.clone)) {
			add("V3__b.sql", "1");
			assertThat(this.clone.db("check", "--against").text()).isEqualTo("OK: 2 revisions, head 3\n");
			fresh.assertUpgrades("b");
		}
	}

	@Test
	void checkWhenMainMovesTheParentPrintsCommandThatWorks() {
		add("V3__b.sql", "2");
		try (CloneDatabase fresh = new CloneDatabase(this.clone);
				CloneDatabase feature = new CloneDatabase(this.clone);
				CloneDatabase main = new CloneDatabase(this.clone)) {
			feature.upgrade();
			this.clone.git("checkout", "-q", "main");
			main.upgrade();
			this.clone.git("remote", "set-head", "origin", "--delete");
			add("V5__m.sql", "1");
			this.clone.run("db rebase 2 --onto 5");
			this.clone.git("remote", "set-head", "origin", "main");
			this.clone.commit("Move a").git("push", "-q", "origin", "main");
			this.clone.git("checkout", "-q", "feature");
			this.clone.git("merge", "-q", "--no-edit", "main");
			String problem = this.clone.db("check").out();
			assertThat(GitClone.commands(problem)).containsExactly("db rebase V3__b.sql");
			this.clone.run("db rebase V3__b.sql");
			this.clone.commit("Put b after a");
			assertThat(this.clone.db("check", "--against").text()).isEqualTo("OK: 4 revisions, head 7\n");
			for (CloneDatabase database : List.of(fresh, feature, main)) {
				database.follow();
				database.assertUpgrades("a", "b", "m");
			}
		}
	}

	private void deleteOnMain() {
		this.clone.git("checkout", "-q", "main");
		this.clone.git("rm", "-q", "db/V2__a.sql");
		this.clone.commit("Delete").git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
	}

	private void add(String name, String parent) {
		this.clone.migrations()
			.with(name, "-- revises: " + parent, "insert into log values ('%s');".formatted(name.substring(4, 5)));
		this.clone.commit("Add " + name);
	}

}
