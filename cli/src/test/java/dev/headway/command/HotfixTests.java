package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hotfixes on a release branch, as docs/hotfixes.md describes them.
 */
class HotfixTests {

	@TempDir
	private Path temporary;

	private GitClone clone;

	@BeforeEach
	void publishReleaseAndMain() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.git("branch", "-M", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations()
			.without("V1__create_users.sql")
			.with("V1__base.sql", "create table log (name varchar(20));");
		add("V2__a.sql", 1);
		this.clone.git("push", "-q", "origin", "main", "main:release");
		add("V3__b.sql", 2);
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "release");
	}

	private void add(String name, int parent) {
		String description = name.substring(name.indexOf("__") + 2, name.length() - 4);
		this.clone.migrations()
			.with(name, "-- revises: " + parent, "insert into log values ('%s');".formatted(description));
		this.clone.commit("Add " + name);
	}

	@Test
	void hotfixOnTheReleaseBranchReachesBothDatabasesOnce() {
		try (CloneDatabase production = new CloneDatabase(this.clone);
				CloneDatabase staging = new CloneDatabase(this.clone)) {
			production.upgrade();
			assertThat(this.clone.db("revision", "-m", "fix").text()).contains("V4__fix.sql");
			add("V4__fix.sql", 2);
			production.assertUpgrades("a", "fix");
			this.clone.git("checkout", "-q", "main");
			staging.upgrade();
			this.clone.git("merge", "-q", "--no-edit", "release");
			assertThat(this.clone.db("check").out())
				.startsWith("MULTIPLE_HEADS: 2 heads, 3 (V3__b.sql) and 4 (V4__fix.sql), which both build on 2. "
						+ "Make them one with 'db merge 3 4'");
			assertThat(this.clone.db("merge", "3", "4", "-m", "merge hotfix").code()).isZero();
			this.clone.commit("Merge hotfix");
			assertThat(this.clone.db("check", "--against", "origin/main").code()).isZero();
			staging.assertUpgrades("a", "b", "fix");
			production.assertUpgrades("a", "fix", "b");
			this.clone.git("checkout", "-q", "release");
			assertThat(production.state().status()).isEqualTo(MigrationStatus.AHEAD);
		}
	}

	@Test
	void checkWhenTheHotfixWasPickedFromMainSaysWhereToWriteIt() {
		this.clone.git("checkout", "-q", "main");
		add("V4__fix.sql", 3);
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "release");
		this.clone.git("cherry-pick", "main");
		assertThat(this.clone.db("check", "--against", "origin/main").text())
			.startsWith(
					"""
							MISSING_PARENT: V4__fix.sql revises 3 (V3__b.sql), which only origin/main has. If this branch may get that, use 'git merge origin/main'. Otherwise, as for a hotfix, delete the file here, write it again with 'db revision -m fix', and merge this branch into origin/main.
							""")
			.endsWith("(exit 4)\n");
		this.clone.git("merge", "-q", "--no-edit", "origin/main");
		assertThat(this.clone.db("check", "--against", "origin/main").text()).isEqualTo("OK: 4 revisions, head 4\n");
	}

}
