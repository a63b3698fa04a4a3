package dev.headway.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db rebase} in Git, which knows what the target branch has. Commands
 * that {@code db check} prints are run as printed.
 */
class RebaseSidesTests {

	@TempDir
	private Path temporary;

	private Path remote;

	private GitClone clone;

	@BeforeEach
	void cloneRepository() {
		this.remote = GitClone.remote(this.temporary);
		this.clone = GitClone.of(this.remote, "mary");
		this.clone.git("remote", "set-head", "origin", "--delete");
		this.clone.git("branch", "-M", "main");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rebaseWhenMergeIsInProgressPutsNamedSideLast(boolean headers) {
		featureAndMainHaveTheSameVersions(headers);
		assertThat(this.clone.failingGit("merge", "main")).contains("db/HEAD");
		assertSucceeds("rebase", "V2__f1.sql");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m1.sql", "V3__m2.sql", "V5__f1.sql",
				"V6__f2.sql", "V7__f3.sql");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3", "3 -> 5", "5 -> 6", "6 -> 7 (head)");
		this.clone.commit("Merge main");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rebaseWhenMergeIsCommittedPutsNamedSideLast(boolean headers) {
		featureAndMainHaveTheSameVersions(headers);
		this.clone.failingGit("merge", "main");
		this.clone.commit("Merge main");
		assertThat(this.clone.db("check").code()).isEqualTo(3);
		assertSucceeds("rebase", "V2__f1.sql");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3", "3 -> 5", "5 -> 6", "6 -> 7 (head)");
		assertThat(this.clone.names()).contains("V2__m1.sql", "V3__m2.sql", "V7__f3.sql");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rebaseWhenTargetIsGivenMovesAllOthers(boolean headers) {
		featureAndMainHaveTheSameVersions(headers);
		this.clone.failingGit("merge", "main");
		assertSucceeds("rebase", "--against", "main");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m1.sql", "V3__m2.sql", "V5__f1.sql",
				"V6__f2.sql", "V7__f3.sql");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void rebaseWhenNothingIsNamedInMergeAsksForIt() {
		featureAndMainHaveTheSameVersions(true);
		this.clone.failingGit("merge", "main");
		assertThat(this.clone.db("rebase").text()).contains("Specify one: 'db rebase ").endsWith("(exit 1)\n");
	}

	@Test
	void rebaseWhenBothSidesHaveTheFileKnowsNoTarget() {
		featureAndMainHaveTheSameVersions(true);
		this.clone.failingGit("merge", "main");
		assertThat(this.clone.db("rebase", "1").text()).startsWith("FAILED: ");
		assertThat(this.clone.names()).contains("V2__f1.sql", "V2__m1.sql");
	}

	@Test
	void checkWhenOursIsLatePrintsCommandsThatWork() {
		add("main", "V2__m2.sql", "V3__m3.sql");
		branch("feature");
		add("feature", "V4__ours.sql");
		add("main", "V5__m5.sql");
		this.clone.git("checkout", "-q", "feature");
		TestCommands.Result result = this.clone.db("check", "--against", "main");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.out()).contains("LATE_REVISION", "1 problem\n");
		assertThat(GitClone.commands(result.out())).containsExactly("git merge main", "db rebase --against main");
		runAll(result.out());
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m2.sql", "V3__m3.sql", "V5__m5.sql",
				"V6__ours.sql");
		this.clone.commit("Move ours");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void rebaseWhenOursIsLateWorksBeforeTheMerge() {
		branch("feature");
		add("feature", "V4__ours.sql");
		add("main", "V5__m5.sql");
		this.clone.git("checkout", "-q", "feature");
		assertSucceeds("rebase", "--against", "main");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V6__ours.sql");
		this.clone.commit("Move ours").git("merge", "-q", "--no-edit", "main");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void checkWhenVersionIsSharedIsConflict() {
		branch("feature");
		add("feature", "V2__ours.sql");
		add("main", "V2__theirs.sql");
		this.clone.git("checkout", "-q", "feature");
		TestCommands.Result result = this.clone.db("check", "--against", "main");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.out()).contains("DUPLICATE_VERSION", "1 problem\n");
		runAll(result.out());
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__theirs.sql", "V3__ours.sql");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void rebaseWhenTargetIsInConflictMovesWhatItGotLater() {
		publishSharedVersion();
		this.clone.git("checkout", "-q", "-b", "fix");
		assertThat(this.clone.db("check").code()).isEqualTo(3);
		assertThat(this.clone.db("check", "--against", "origin/main").text()).isEqualTo("""
				origin/main has this conflict already: V5__a.sql and V5__b.sql share version 5. To fix it, run \
				'db rebase --against origin/main' on a new branch.
				OK: 3 revisions, heads 5, V5__b.sql
				""");
		assertSucceeds("rebase");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V5__a.sql", "V6__b.sql");
		this.clone.commit("Move b");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "origin/main");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void mergeWhenVersionsAreSharedMovesOnlyOurs(boolean headers) {
		this.clone.git("remote", "set-head", "origin", "main");
		branch("feature");
		commitEach("feature", headers, "f1", "f2", "f3");
		commitEach("main", headers, "m1", "m2");
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
		assertSucceeds("merge");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m1.sql", "V3__m2.sql", "V5__f1.sql",
				"V6__f2.sql", "V7__f3.sql", "V8__merge_3_and_7.sql");
		this.clone.commit("Merge f and m");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
		assertThat(this.clone.db("history").out()).contains("3, 7 -> 8 (head)", "1 -> 5, f1", "1 -> 2, m1");
	}

	@Test
	void checkWhenMovedFileOfTargetWasEditedForbidsIt() {
		publishSharedVersion();
		assertSucceeds("rebase");
		this.clone.migrations().with("V6__b.sql", "-- replaces: 5 1", "drop table users;");
		assertThat(this.clone.db("check", "--against", "origin/main").text())
			.contains("CHANGED_SCRIPT: V5__b.sql: deleted or renamed here", "REPLACES_MISMATCH: V6__b.sql, line 1: ")
			.endsWith("(exit 4)\n");
	}

	@Test
	void checkWhenOnlyTheTargetIsInConflictCountsOwnProblems() {
		publishSharedVersion();
		this.clone.git("checkout", "-q", "-b", "feature", "origin/main~2");
		this.clone.migrations().with("V5__c.sql", "select 3;");
		assertThat(this.clone.db("check", "--against", "origin/main").code()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void checkWhenEachBranchWroteAnotherKindPrintsCommandsThatWork(boolean merged) {
		add("main", "V2__m2.sql", "V3__m3.sql");
		branch("feature");
		this.clone.git("checkout", "-q", "feature");
		this.clone.migrations().with("V4__ours.sql", "-- revises: 3", "select 4;");
		this.clone.commit("Ours");
		add("main", "V5__m5.sql");
		this.clone.git("checkout", "-q", "feature");
		if (merged) {
			this.clone.git("merge", "-q", "--no-edit", "main");
		}
		String out = this.clone.db("check", "--against", "main").out();
		assertThat(out).contains("MULTIPLE_HEADS", "1 problem\n");
		runAll(out);
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m2.sql", "V3__m3.sql", "V5__m5.sql",
				"V6__ours.sql");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void checkWhenThreeHeadsPrintsCommandsThatWork(int choice) {
		threeHeads();
		List<String> printed = GitClone.commands(this.clone.db("check").out());
		assertThat(printed).hasSize(2);
		this.clone.run(printed.get(choice));
		assertThat(this.clone.names()).contains("V4__m.sql");
		assertSucceeds("check");
	}

	@Test
	void checkAgainstWhenThreeHeadsPrintsCommandsThatWork() {
		threeHeads();
		runAll(this.clone.db("check", "--against", "main").out());
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V4__m.sql", "V5__a.sql", "V6__b.sql");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void checkWhenTargetIsKnownPrintsCommandThatLeavesItAlone() {
		this.clone.git("checkout", "-q", "-b", "feature");
		add("feature", "V2__a.sql");
		this.clone.git("checkout", "-q", "main");
		this.clone.migrations().with("V3__m.sql", "-- revises: 1");
		this.clone.commit("Theirs").git("push", "-q", "origin", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
		List<String> printed = GitClone.commands(this.clone.db("check").out());
		assertThat(printed).containsExactly("db merge 2 3", "db rebase 2 --onto 3");
		this.clone.run(printed.get(1));
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V3__m.sql", "V4__a.sql");
		assertSucceeds("check");
	}

	@Test
	void checkWhenTargetHasNoneOfTheHeadsPrintsCommandThatWorks() {
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations().with("V2__a.sql", "-- revises: 1").with("V3__b.sql", "-- revises: 1");
		this.clone.commit("Both");
		List<String> printed = GitClone.commands(this.clone.db("check").out());
		assertThat(printed).containsExactly("db merge 2 3", "db rebase 3 --onto 2");
		this.clone.run(printed.get(1));
		assertSucceeds("check");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3 (head)");
	}

	@Test
	void rebaseWhenGitRebasesMovesWhatIsReplayed() {
		featureAndMainHaveTheSameVersions(true);
		this.clone.failingGit("rebase", "main");
		for (int i = 0; i < 2; i++) {
			assertSucceeds("rebase");
			this.clone.git("add", "-A");
			this.clone.failingGit("-c", "core.editor=true", "rebase", "--continue");
		}
		assertSucceeds("rebase");
		this.clone.git("add", "-A");
		this.clone.git("-c", "core.editor=true", "rebase", "--continue");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m1.sql", "V3__m2.sql", "V6__f1.sql",
				"V7__f2.sql", "V8__f3.sql");
		assertSucceeds("check", "--against", "main");
	}

	@Test
	void rebaseWhenGitPicksACommitMovesIt() {
		featureAndMainHaveTheSameVersions(true);
		this.clone.git("checkout", "-q", "main");
		this.clone.failingGit("cherry-pick", "feature~2");
		assertSucceeds("rebase");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m1.sql", "V3__m2.sql",
				"V4__f1.sql");
		assertSucceeds("check");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void rebaseWhenTextbookNeverMovesWhatTargetHas(boolean merged) {
		branch("feature");
		this.clone.git("checkout", "-q", "feature");
		this.clone.migrations().with("V3__ours.sql", "-- revises: 1");
		this.clone.commit("Ours").git("checkout", "-q", "main");
		this.clone.migrations().with("V2__theirs.sql", "-- revises: 1");
		this.clone.commit("Theirs").git("checkout", "-q", "feature");
		if (merged) {
			this.clone.git("merge", "-q", "--no-edit", "main");
		}
		assertSucceeds("rebase", "--against", "main");
		assertThat(this.clone.names()).contains("V3__ours.sql").doesNotContain("V4__theirs.sql");
		if (!merged) {
			this.clone.commit("Move").git("merge", "-q", "--no-edit", "main");
		}
		assertThat(this.clone.git("diff", "--name-only", "main", "--", "db/V2__theirs.sql")).isEmpty();
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3 (head)");
		assertThat(this.clone.db("rebase", "2", "--onto", "3", "--against", "main").code()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "before, true", "before, false", "during, true", "during, false", "after, true", "after, false" })
	void rebaseWhenBaseOfStackedBranchWasSquashedMovesOnlyTheRest(String when, boolean headers) {
		branch("stacked");
		commitEach("stacked", headers, "fa", "fb");
		commitEach("main", headers, "m");
		this.clone.git("checkout", "-q", "-b", "a", "stacked~1");
		assertSucceeds("rebase", "--against", "main");
		this.clone.commit("Move fa").git("checkout", "-q", "main");
		this.clone.git("merge", "-q", "--squash", "a");
		this.clone.commit("Squash a").git("checkout", "-q", "stacked");
		List<String> merge = List.of("merge", "-q", "--no-edit", when.equals("during") ? "--no-commit" : "-q", "main");
		if (!when.equals("before")) {
			this.clone.git(merge.toArray(String[]::new));
		}
		assertThat(this.clone.db("rebase", "--against", "main").text()).contains("Renamed V3__fb.sql to V4__fb.sql\n",
				"Deleted V2__fa.sql because V3__fa.sql is the same migration\n");
		this.clone.commit("Move fb");
		if (when.equals("before")) {
			this.clone.git(merge.toArray(String[]::new));
		}
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__m.sql", "V3__fa.sql", "V4__fb.sql");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3", "3 -> 4 (head)");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "main");
		assertThat(this.clone.git("status", "--short")).isEmpty();
	}

	@Test
	void rebaseWhenTargetHasACopyUnderAnotherVersionDeletesOurs() {
		branch("release");
		add("main", "V2__m.sql");
		this.clone.migrations().with("V3__hot.sql", "update users set name = 'x';").with("U3__hot.sql", "");
		this.clone.commit("Hotfix").git("checkout", "-q", "release");
		this.clone.migrations().with("V2__hot.sql", "update users set name = 'x';").with("U2__hot.sql", "");
		this.clone.commit("Hotfix for the release");
		this.clone.git("merge", "-q", "--no-edit", "main");
		assertThat(this.clone.db("rebase", "--against", "main").text()).isEqualTo("""
				Deleted V2__hot.sql because V3__hot.sql is the same migration
				Deleted U2__hot.sql because V3__hot.sql is the same migration
				""");
		assertThat(this.clone.git("status", "--short").lines()).containsExactlyInAnyOrder("D  db/U2__hot.sql",
				"D  db/V2__hot.sql");
		assertSucceeds("check");
	}

	@Test
	void rebaseWhenTargetHadTheSameSqlBeforeMovesOurs() {
		add("main", "V2__add_age.sql", "V3__drop_age.sql");
		this.clone.migrations().with("V2__add_age.sql", "alter table users add age int;");
		this.clone.commit("Say what it does");
		branch("feature");
		this.clone.git("checkout", "-q", "feature");
		this.clone.migrations().with("V4__add_age.sql", "alter table users add age int;");
		this.clone.commit("Add it again");
		add("main", "V4__m.sql");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
		assertSucceeds("rebase", "--against", "main");
		assertThat(this.clone.names()).contains("V2__add_age.sql", "V4__m.sql", "V5__add_age.sql");
	}

	@Test
	void rebaseWhenALateFileIsOnTheTargetMovesIt() {
		add("main", "V5__m5.sql");
		add("main", "V4__late.sql");
		publish();
		assertSucceeds("check", "--against", "origin/main");
		assertSucceeds("rebase", "V4__late.sql");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V5__m5.sql", "V6__late.sql");
		this.clone.commit("Move it");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "origin/main");
	}

	@Test
	void rebaseWhenAFileOfTheTargetIsInOrderRefuses() {
		add("main", "V101__a.sql", "V102__b.sql");
		add("main", "V105__hotfix.sql");
		publish();
		assertThat(this.clone.db("rebase", "V101__a.sql", "V102__b.sql").text()).isEqualTo("""
				FAILED: origin/main got 101 (V101__a.sql) before all that follows it, so it stays where it is. \
				On a database that has passed it, set spring.flyway.out-of-order=true.
				(exit 1)
				""");
		assertThat(this.clone.names()).contains("V101__a.sql", "V102__b.sql");
		this.clone.git("remote", "set-head", "origin", "--delete");
		assertSucceeds("rebase", "V101__a.sql", "V102__b.sql");
		assertThat(this.clone.db("check", "--against", "origin/main").text())
			.contains("CHANGED_SCRIPT: V101__a.sql", "CHANGED_SCRIPT: V102__b.sql")
			.endsWith("(exit 4)\n");
	}

	private void publish() {
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.git("checkout", "-q", "-b", "fix");
	}

	@Test
	void newVersionsAreNotThoseOfOtherBranches() {
		this.clone.git("remote", "set-head", "origin", "main");
		branch("other");
		add("other", "V2__theirs.sql");
		this.clone.git("push", "-q", "origin", "other");
		this.clone.git("checkout", "-q", "main");
		this.clone.git("branch", "-q", "-D", "other");
		assertThat(this.clone.db("revision", "-m", "ours").text()).startsWith("Created V3__ours.sql\n");
		this.clone.migrations().with("V2__mine.sql", "select 1;");
		assertThat(this.clone.db("check").out()).contains("origin/other has version 2 too: V2__theirs.sql\n");
		this.clone.git("push", "-q", "origin", "--delete", "other");
		assertThat(this.clone.db("check").out()).doesNotContain("too:");
	}

	@Test
	void rebaseWhenTargetIsUnknownFails() {
		assertThat(this.clone.db("rebase", "--against", "origin/nowhere").text()).isEqualTo(
				"""
						FAILED: There is no commit 'origin/nowhere' in this repository. Fetch it first, for example with 'git fetch origin'.
						(exit 1)
						""");
	}

	@Test
	void rebaseWhenNothingIsInConflictSaysSo() {
		assertThat(this.clone.db("rebase", "--against", "main").text())
			.isEqualTo("FAILED: There is only one head, so there is nothing to rebase.\n(exit 1)\n");
	}

	@ParameterizedTest
	@CsvSource({ "V2__t.sql, V2__f.sql, V2__a.sql", "V2__t.sql, V3__f.sql, V4__a.sql",
			"V4__t.sql, V3__f.sql, V2__a.sql" })
	void rebaseWhenTargetIsInConflictMovesWhatItGotLaterThenOurs(String first, String later, String ours) {
		targetIsInConflict(first, later, ours);
		TestCommands.Result before = this.clone.db("check", "--against", "origin/main");
		assertThat(before.code()).isEqualTo(3);
		runAll(before.out());
		assertDescriptions("create users", "t", "f", "a");
		this.clone.commit("Move");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "origin/main");
	}

	@Test
	void checkWhenTargetIsInConflictPrintsOneCommandThatWorks() {
		targetIsInConflict("V2__t.sql", "V2__f.sql", "V2__a.sql");
		this.clone.git("merge", "-q", "--no-edit", "origin/main");
		assertThat(this.clone.db("check").text()).isEqualTo("""
				DUPLICATE_VERSION: V2__a.sql and V2__f.sql and V2__t.sql share version 2. \
				Move all but what origin/main got first with 'db rebase'.
				1 problem
				(exit 3)
				""");
		assertSucceeds("rebase");
		assertDescriptions("create users", "t", "f", "a");
		this.clone.commit("Move");
		assertSucceeds("check");
		assertSucceeds("check", "--against", "origin/main");
	}

	@ParameterizedTest
	@CsvSource({ "V2__t.sql, V2__f.sql, false", "V2__t.sql, V3__f.sql, false", "V2__t.sql, V2__f.sql, true",
			"V2__t.sql, V3__f.sql, true" })
	void checkWhenTargetGotBothSidesInOneCommitPrintsCommandsThatWork(String one, String other, boolean ours) {
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations().with(one, "-- revises: 1").with(other, "-- revises: 1");
		this.clone.commit("Both").git("push", "-q", "origin", "main");
		if (ours) {
			this.clone.migrations().with("V4__a.sql", "-- revises: 1");
			this.clone.commit("Ours");
		}
		TestCommands.Result check = this.clone.db("check");
		assertThat(check.code()).isEqualTo(3);
		String branch = this.clone.git("rev-parse", "HEAD").strip();
		List<String> commands = GitClone.commands(check.out());
		assertThat(commands).isNotEmpty();
		commands.forEach((command) -> {
			this.clone.git("reset", "-q", "--hard", branch);
			this.clone.git("clean", "-q", "-f", "-d");
			this.clone.run(command);
			assertSucceeds("check");
		});
	}

	@Test
	void rebaseWhenTargetGotBothSidesWithTheirBaseLeavesTheBase() {
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.migrations()
			.with("V2__base.sql", "-- revises: 1")
			.with("V3__t.sql", "-- revises: 2")
			.with("V3__f.sql", "-- revises: 2");
		this.clone.commit("All").git("push", "-q", "origin", "main");
		assertSucceeds("rebase", "V3__f.sql");
		assertThat(this.clone.names()).containsExactly("V1__create_users.sql", "V2__base.sql", "V3__t.sql",
				"V4__f.sql");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3", "3 -> 4 (head)");
	}

	@Test
	void rebaseWhenOnlyOursIsNamedLeavesTheConflictOfTheTarget() {
		targetIsInConflict("V2__t.sql", "V3__f.sql", "V4__a.sql");
		this.clone.git("merge", "-q", "--no-edit", "origin/main");
		assertSucceeds("rebase", "V4__a.sql", "--onto", "V2__t.sql");
		assertThat(this.clone.db("heads").text()).isEqualTo("3 (head)\n4 (head)\n");
		assertThat(this.clone.db("check", "--against", "origin/main").text())
			.contains("origin/main has this conflict already");
	}

	@Test
	void rebaseWhenMergeOfTheTargetNamesASharedVersionMovesOnlyOurs() {
		targetHasMerged();
		assertSucceeds("rebase");
		assertThat(this.clone.db("history").out()).startsWith("4 -> 5 (head), a\n2, 3 -> 4 (mergepoint), merge\n");
		assertThat(this.clone.names()).contains("V2__t.sql", "V3__f.sql", "V4__merge.sql", "V5__a.sql");
	}

	@Test
	void rebaseWhenADatabaseNamesWhatStaysPutsOursAfterTheHeadOfTheTarget() {
		targetHasMerged();
		assertSucceeds("rebase", "V2__a.sql", "V3__f.sql", "V4__merge.sql", "--onto", "V2__t.sql");
		assertThat(this.clone.names()).contains("V2__t.sql", "V3__f.sql", "V4__merge.sql", "V5__a.sql");
	}

	@Test
	void rebaseWhenThreeShareAVersionMovesAllThatAreNamed() {
		this.clone.migrations().with("V2__a.sql").with("V2__b.sql").with("V2__c.sql");
		this.clone.commit("All");
		assertThat(this.clone.db("revision", "-m", "next").text()).isEqualTo("""
				FAILED: V2__a.sql and V2__b.sql and V2__c.sql share version 2. \
				Give all but one of them another version first, with 'db rebase V2__a.sql V2__b.sql' or \
				'db rebase V2__a.sql V2__c.sql' or 'db rebase V2__b.sql V2__c.sql'.
				(exit 3)
				""");
		assertSucceeds("rebase", "V2__a.sql", "V2__c.sql");
		assertHistory("<base> -> 1", "1 -> 2", "2 -> 3", "3 -> 4 (head)");
		assertSucceeds("check");
	}

	@Test
	void rebaseWhenOnlyOursHasPassedAFileOfTheTargetLeavesItThere() {
		this.clone.git("remote", "set-head", "origin", "main");
		branch("feature");
		add("feature", "V3__ours.sql");
		add("main", "V2__theirs.sql");
		this.clone.git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
		assertThat(this.clone.db("rebase", "V2__theirs.sql").text())
			.startsWith("FAILED: origin/main got 2 (V2__theirs.sql) before all that follows it")
			.contains("spring.flyway.out-of-order=true");
		assertThat(this.clone.names()).contains("V2__theirs.sql", "V3__ours.sql");
	}

	private void targetHasMerged() {
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.git("checkout", "-q", "-b", "feature");
		this.clone.migrations().with("V2__a.sql", "-- revises: 1");
		this.clone.commit("a").git("checkout", "-q", "main");
		this.clone.migrations().with("V2__t.sql", "-- revises: 1");
		this.clone.commit("t");
		this.clone.migrations().with("V3__f.sql", "-- revises: 1").with("V4__merge.sql", "-- revises: 2, 3");
		this.clone.commit("f").git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
	}

	private void targetIsInConflict(String first, String later, String ours) {
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.git("checkout", "-q", "-b", "feature");
		this.clone.migrations().with(ours, "-- revises: 1");
		this.clone.commit("Ours").git("checkout", "-q", "main");
		this.clone.migrations().with(first, "-- revises: 1");
		this.clone.commit("First");
		this.clone.migrations().with(later, "-- revises: 1");
		this.clone.commit("Later").git("push", "-q", "origin", "main");
		this.clone.git("checkout", "-q", "feature");
	}

	private void assertDescriptions(String... descriptions) {
		List<String> found = new ArrayList<>(
				this.clone.db("history").out().lines().map((line) -> line.replaceAll(".*, ", "")).toList());
		Collections.reverse(found);
		assertThat(found).containsExactly(descriptions);
	}

	private void publishSharedVersion() {
		this.clone.migrations().with("V5__a.sql", "select 1;");
		this.clone.commit("a");
		this.clone.migrations().with("V5__b.sql", "select 2;");
		this.clone.commit("b").git("push", "-q", "origin", "main");
		this.clone.git("remote", "set-head", "origin", "main");
	}

	private void threeHeads() {
		branch("feature");
		this.clone.git("checkout", "-q", "feature");
		this.clone.migrations().with("V2__a.sql", "-- revises: 1").with("V3__b.sql", "-- revises: 1");
		this.clone.commit("Ours").git("checkout", "-q", "main");
		this.clone.migrations().with("V4__m.sql", "-- revises: 1");
		this.clone.commit("Theirs").git("checkout", "-q", "feature");
		this.clone.git("merge", "-q", "--no-edit", "main");
	}

	private void featureAndMainHaveTheSameVersions(boolean headers) {
		assertSucceeds("init");
		this.clone.commit("Keep the head in a file");
		branch("feature");
		commitEach("feature", headers, "f1", "f2", "f3");
		commitEach("main", headers, "m1", "m2");
		this.clone.git("checkout", "-q", "feature");
	}

	private void commitEach(String branch, boolean headers, String... names) {
		this.clone.git("checkout", "-q", branch);
		int version = 1;
		for (String name : names) {
			version++;
			String file = "V%d__%s.sql".formatted(version, name);
			String sql = "create table %s (id int);".formatted(name);
			String[] lines = headers ? new String[] { "-- revises: " + (version - 1), sql } : new String[] { sql };
			this.clone.migrations().with(file, lines);
			if (Files.exists(this.clone.migrations().path().resolve("HEAD"))) {
				this.clone.migrations().with("HEAD", version + " " + file);
			}
			this.clone.commit("Add " + name);
		}
	}

	private void branch(String name) {
		this.clone.git("branch", name, "main");
	}

	private void add(String branch, String... files) {
		this.clone.git("checkout", "-q", branch);
		Arrays.stream(files).forEach((file) -> this.clone.migrations().with(file, "select 1; -- " + file));
		this.clone.commit("Add " + String.join(", ", files));
	}

	private void runAll(String out) {
		List<String> commands = GitClone.commands(out);
		assertThat(commands).isNotEmpty();
		commands.subList(out.contains("' or 'db ") ? commands.size() - 1 : 0, commands.size()).forEach(this.clone::run);
	}

	private void assertSucceeds(String... arguments) {
		TestCommands.Result result = this.clone.db(arguments);
		assertThat(result.code()).as(() -> String.join(" ", arguments) + "\n" + result.text() + this.clone.names())
			.isZero();
	}

	private void assertHistory(String... edges) {
		List<String> lines = new ArrayList<>(
				this.clone.db("history").out().lines().map((line) -> line.replaceAll(",.*", "")).toList());
		Collections.reverse(lines);
		assertThat(lines).containsExactly(edges);
	}

}
