package dev.headway.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a branch that has merged an older revision of the target branch, or both have
 * merged one another: only another merge joins them.
 */
class CrissCrossTests {

	@TempDir
	private Path temporary;

	private GitClone clone;

	@BeforeEach
	void branchMergesMain() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.git("branch", "-M", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations()
			.without("V1__create_users.sql")
			.with("V1__base.sql", "create table log (name varchar(20));");
		this.clone.commit("Base").git("checkout", "-q", "-b", "feature");
		add("V3__f1.sql", "1");
		this.clone.git("checkout", "-q", "main");
		add("V2__m1.sql", "1");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
		this.clone.run("db merge 2 3");
		this.clone.commit("Merge m1");
	}

	@ParameterizedTest
	@CsvSource({ "5, 6, before", "5, 6, during", "5, 6, after", "5, 5, before", "5, 5, during", "5, 5, after",
			"7, 5, after" })
	void checkPrintsOnlyAMerge(String ours, String theirs, String when) {
		add("V%s__f2.sql".formatted(ours), "4");
		try (CloneDatabase fresh = new CloneDatabase(this.clone);
				CloneDatabase feature = new CloneDatabase(this.clone);
				CloneDatabase main = new CloneDatabase(this.clone)) {
			feature.upgrade();
			this.clone.git("checkout", "-q", "main");
			add("V%s__m2.sql".formatted(theirs), "2");
			main.upgrade();
			this.clone.git("push", "-q", "origin", "main");
			resolve(when, "4 (V4__merge_2_and_3.sql) has merged 2 (V2__m1.sql), which stays");
			for (CloneDatabase database : List.of(fresh, feature, main)) {
				database.follow();
				database.assertUpgrades("f1", "f2", "m1", "m2");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "before", "during", "after" })
	void checkWhenBothHaveMergedOneAnotherPrintsOnlyAMerge(String when) {
		add("V6__f2.sql", "4");
		this.clone.git("checkout", "-q", "main");
		this.clone.git("merge", "-q", "--no-edit", "feature~2");
		this.clone.migrations().with("V5__merge_f1.sql", "-- revises: 2, 3");
		this.clone.commit("Merge f1");
		add("V7__m2.sql", "5");
		this.clone.git("push", "-q", "origin", "main");
		resolve(when, "4 (V4__merge_2_and_3.sql) has merged 2 (V2__m1.sql), 3 (V3__f1.sql), which stay");
	}

	@Test
	void checkOnTheTargetPrintsOnlyAMerge() {
		add("V5__f2.sql", "4");
		this.clone.git("checkout", "-q", "main");
		add("V6__m2.sql", "2");
		this.clone.git("merge", "-q", "--no-edit", "feature");
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "-b", "fix");
		assertThat(GitClone.commands(this.clone.db("check").out())).containsExactly("db merge 5 6");
		assertThat(this.clone.db("check", "--against", "origin/main").text())
			.contains("To fix it, run 'db merge 5 6' on a new branch.");
	}

	@Test
	void rebaseWhenOnlyTheTargetHasMergedPutsTheBranchAfterIt() {
		this.clone.git("push", "-q", "origin", "feature:main");
		this.clone.git("checkout", "-q", "-b", "other", "feature~2");
		add("V5__f2.sql", "3");
		List<String> commands = GitClone.commands(this.clone.db("check", "--against", "origin/main").out());
		assertThat(commands).containsExactly("git merge origin/main", "db rebase --against origin/main");
		commands.forEach(this.clone::run);
		assertThat(this.clone.db("history").out()).contains("4 -> 5 (head)");
	}

	private void resolve(String when, String reason) {
		this.clone.git("checkout", "-q", "feature");
		if (!when.equals("before")) {
			this.clone.git("merge", "-q", "--no-edit", when.equals("during") ? "--no-commit" : "-q", "main");
		}
		TestCommands.Result check = this.clone.db("check", "--against", "origin/main");
		assertThat(check.code()).isEqualTo(3);
		assertThat(check.out()).doesNotContain("rebase");
		assertThat(this.clone.db("rebase", "--against", "origin/main").text()).startsWith("FAILED: " + reason)
			.endsWith("(exit 1)\n");
		assertThat(this.clone.db("rebase").text()).startsWith("FAILED: " + reason);
		List<String> commands = GitClone.commands(check.out());
		assertThat(commands).last().asString().startsWith("db merge");
		commands.forEach(this.clone::run);
		this.clone.commit("Resolve");
		assertThat(this.clone.db("check").text()).startsWith("OK: ");
		assertThat(this.clone.db("check", "--against", "origin/main").text()).startsWith("OK: ");
	}

	private void add(String name, String parent) {
		this.clone.migrations()
			.with(name, "-- revises: " + parent, "insert into log values ('%s');".formatted(name.substring(4, 6)));
		this.clone.commit("Add " + name);
	}

}
