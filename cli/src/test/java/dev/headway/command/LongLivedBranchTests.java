package dev.headway.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for branches that live long: ten migrations below the newest one of the target,
 * and a branch on top of another one that was moved and squash-merged.
 */
class LongLivedBranchTests {

	@TempDir
	private Path temporary;

	private GitClone clone;

	@BeforeEach
	void publishBase() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.git("branch", "-M", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations()
			.without("V1__create_users.sql")
			.with("V1__base.sql", "create table log (name varchar(20));");
		this.clone.commit("Base").git("push", "-q", "origin", "main");
	}

	@ParameterizedTest
	@CsvSource({ "false, before", "false, after", "true, before", "true, after" })
	void checkWhenTenAreBelowTheNewestPrintsOneCommand(boolean headers, String when) {
		this.clone.git("checkout", "-q", "-b", "feature");
		List<String> names = new ArrayList<>();
		for (int version = 2; version <= 11; version++) {
			names.add("f" + version);
			add(version, "f" + version, headers ? version - 1 : 0);
		}
		try (CloneDatabase fresh = new CloneDatabase(this.clone);
				CloneDatabase feature = new CloneDatabase(this.clone);
				CloneDatabase main = new CloneDatabase(this.clone)) {
			feature.upgrade();
			this.clone.git("checkout", "-q", "main");
			add(30, "m1", headers ? 1 : 0);
			add(31, "m2", headers ? 30 : 0);
			this.clone.git("push", "-q", "origin", "main");
			main.upgrade();
			this.clone.git("checkout", "-q", "feature");
			if (when.equals("after")) {
				this.clone.git("merge", "-q", "--no-edit", "main");
			}
			TestCommands.Result check = this.clone.db("check", "--against", "origin/main");
			assertThat(check.code()).isEqualTo(3);
			List<String> commands = GitClone.commands(check.out());
			if (headers && when.equals("after")) {
				assertThat(commands).containsExactly("db merge 11 31", "db rebase 11 --onto 31");
				commands = commands.subList(1, 2);
			}
			commands.forEach(this.clone::run);
			this.clone.commit("Move ten");
			assertThat(this.clone.names()).hasSize(13)
				.contains("V30__m1.sql", "V31__m2.sql", "V32__f2.sql", "V41__f11.sql");
			assertThat(this.clone.db("check", "--against", "origin/main").text())
				.isEqualTo("OK: 13 revisions, head 41\n");
			names.addAll(List.of("m1", "m2"));
			for (CloneDatabase database : List.of(fresh, feature, main)) {
				database.follow();
				database.assertUpgrades(names.toArray(String[]::new));
			}
		}
	}

	@Test
	void databasesOfAStackedBranchFollowWhenItsBaseWasSquashMerged() {
		this.clone.git("checkout", "-q", "-b", "stacked");
		add(2, "fa", 1);
		this.clone.git("branch", "-q", "a");
		add(3, "fb", 2);
		try (CloneDatabase fresh = new CloneDatabase(this.clone);
				CloneDatabase a = new CloneDatabase(this.clone);
				CloneDatabase stacked = new CloneDatabase(this.clone);
				CloneDatabase main = new CloneDatabase(this.clone)) {
			stacked.upgrade();
			this.clone.git("checkout", "-q", "a");
			a.upgrade();
			this.clone.git("checkout", "-q", "main");
			add(2, "m", 1);
			this.clone.git("checkout", "-q", "a");
			this.clone.run("db rebase --against main");
			this.clone.commit("Move fa").git("checkout", "-q", "main");
			this.clone.git("merge", "-q", "--squash", "a");
			this.clone.commit("Squash a").git("push", "-q", "origin", "main");
			main.upgrade();
			this.clone.git("checkout", "-q", "stacked");
			GitClone.commands(this.clone.db("check", "--against", "origin/main").out()).forEach(this.clone::run);
			assertThat(this.clone.names()).containsExactly("V1__base.sql", "V2__m.sql", "V3__fa.sql", "V4__fb.sql");
			assertThat(this.clone.db("check", "--against", "origin/main").text())
				.isEqualTo("OK: 4 revisions, head 4\n");
			for (CloneDatabase database : List.of(fresh, a, stacked, main)) {
				database.follow();
				database.assertUpgrades("fa", "fb", "m");
			}
		}
	}

	private void add(int version, String description, int parent) {
		this.clone.migrations()
			.with("V%d__%s.sql".formatted(version, description), (parent > 0) ? "-- revises: " + parent : "",
					"insert into log values ('%s');".formatted(description));
		this.clone.commit("Add " + description);
	}

}
