package dev.headway.command.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;
import dev.headway.command.TestCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db check --staged} and {@code --commit}, which read Git and not the
 * work tree.
 */
class StagedCheckTests {

	private static final String UNTOUCHED = "OK: no migration is touched\n";

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
	void checkWhenConflictIsStagedReportsItWhateverIsInTheWorkTree() throws IOException {
		conflict();
		this.mary.git("add", "-A");
		Files.delete(this.mary.migrations().path().resolve("V3__c.sql"));
		assertThat(this.mary.db("check").code()).isZero();
		TestCommands.Result result = this.mary.db("check", "--staged");
		assertThat(result.out()).startsWith("MULTIPLE_HEADS: 2 heads, 2 (V2__b.sql) and 3 (V3__c.sql)");
		assertThat(result.code()).isEqualTo(3);
	}

	@Test
	void checkWhenConflictIsOnlyInTheWorkTreeReadsTheIndex() throws IOException {
		conflict();
		Files.writeString(this.mary.path().resolve("README"), "text\n");
		this.mary.git("add", "README");
		assertThat(this.mary.db("check").code()).isEqualTo(3);
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo(UNTOUCHED);
		assertThat(this.mary.db("check", "--staged", "--against").text()).isEqualTo(UNTOUCHED);
		assertThat(this.mary.db("check", "--staged", "--json").out()).contains("\"revisions\": 1",
				"\"OK: no migration is touched\"");
		this.mary.git("add", "db/V2__b.sql");
		this.mary.migrations().with("V2__b.sql", "-- revises: 9");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo("OK: 2 revisions, head 2\n");
	}

	@Test
	void checkWhenUndoScriptAndHeadFileAreStagedChecksThem() {
		this.mary.migrations().with("U9__x.sql", "").with("HEAD", "9 V9__x.sql");
		this.mary.git("add", "-A");
		TestCommands.Result result = this.mary.db("check", "--staged");
		assertThat(result.out()).contains("ORPHANED_DOWNGRADE: U9__x.sql", "WRONG_HEAD_FILE: db/HEAD: '9 V9__x.sql'");
		assertThat(result.code()).isEqualTo(4);
		assertThat(this.mary.db("check", "--staged", "--json").out()).contains("db/U9__x.sql\"");
	}

	@Test
	void checkWhenFileIsRenamedOrDeletedComparesWithTheTarget() {
		this.mary.git("mv", "db/V1__create_users.sql", "db/V1__create people.sql");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo("OK: 1 revision, head 1\n");
		assertThat(this.mary.db("check", "--staged", "--against").out())
			.startsWith("CHANGED_SCRIPT: V1__create_users.sql: deleted or renamed here");
		this.mary.git("reset", "-q", "--hard");
		this.mary.git("rm", "-q", "-r", "db");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo("OK: no revisions\n");
		assertThat(this.mary.db("check", "--staged", "--against").code()).isEqualTo(4);
		this.mary.git("commit", "-q", "-m", "Delete all");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo(UNTOUCHED);
	}

	@Test
	void checkWhenTargetHasAnotherRevisionSeesTheConflict() throws IOException {
		GitClone david = GitClone.of(this.remote, "david");
		david.migrations().with("V3__c.sql", "-- revises: 1");
		david.commit("Theirs").git("push", "-q");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1");
		this.mary.git("add", "-A");
		Files.delete(this.mary.migrations().path().resolve("V2__b.sql"));
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo("OK: 2 revisions, head 2\n");
		TestCommands.Result result = this.mary.db("check", "--staged", "--against");
		assertThat(result.out()).startsWith("MULTIPLE_HEADS: merging origin/main would leave a conflict: 2 heads")
			.contains("Only on this branch: V2__b.sql\nOnly on origin/main: V3__c.sql");
		assertThat(result.code()).isEqualTo(3);
	}

	@Test
	void checkWhenAMergeIsNotSolvedSaysWhatToDo() {
		this.mary.migrations().with("HEAD", "1 V1__create_users.sql");
		this.mary.commit("Add HEAD").git("push", "-q");
		GitClone david = GitClone.of(this.remote, "david");
		david.migrations().with("V3__c.sql", "-- revises: 1").with("HEAD", "3 V3__c.sql");
		david.commit("Theirs").git("push", "-q");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1").with("HEAD", "2 V2__b.sql");
		this.mary.commit("Mine");
		this.mary.failingGit("pull", "-q", "--no-rebase");
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo(
				"""
						FAILED: 'db/HEAD' is not merged yet, so nobody knows what the next commit will hold. Solve that, then run 'git add' for it.
						(exit 1)
						""");
		assertThat(this.mary.db("merge", "2", "3").code()).isZero();
		this.mary.git("add", "-A");
		assertThat(this.mary.db("check", "--staged", "--against").text()).isEqualTo("OK: 4 revisions, head 4\n");
	}

	@Test
	void checkWhenIndexIsThatOfAHookReadsIt() throws IOException {
		conflict();
		Path index = this.mary.path().resolve(".git/of-hook");
		this.mary.git("add", "db/V2__b.sql");
		this.mary.git("commit", "-q", "-m", "Mine");
		stageIn(index);
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo(UNTOUCHED);
		TestCommands hook = new TestCommands(this.mary.migrations().path());
		assertThat(hook.with("GIT_INDEX_FILE", ".git/of-hook").run("check", "--staged").code()).isEqualTo(3);
		assertThat(hook.with("GIT_INDEX_FILE", index.toString()).run("check", "--staged").code()).isEqualTo(3);
		String other = this.temporary.resolve("other/.git/index").toString();
		assertThat(hook.with("GIT_INDEX_FILE", other).run("check", "--staged").text()).isEqualTo(UNTOUCHED);
	}

	@Test
	void checkWhenFoldersAreSeveralInALinkedWorkTreeReadsThem() throws IOException {
		this.mary.git("worktree", "add", "-q", "-b", "linked", "../linked tree");
		GitClone linked = new GitClone(this.temporary.resolve("linked tree"));
		Path more = Files.createDirectories(linked.path().resolve("more db"));
		Files.writeString(more.resolve("V3__c.sql"), "-- revises: 1\n");
		linked.migrations().with("V2__b.sql", "-- revises: 1");
		linked.git("add", "db");
		String[] check = { "check", "--staged", "--location", linked.migrations().path().toString(), "--location",
				more.toString() };
		assertThat(linked.db(check).text()).isEqualTo("OK: 2 revisions, head 2\n");
		linked.git("add", "more db");
		assertThat(linked.db(check).code()).isEqualTo(3);
		assertThat(this.mary.db("check", "--staged").text()).isEqualTo(UNTOUCHED);
	}

	@Test
	void checkWhenRepositoryHasNoCommitReadsTheIndex() {
		GitClone fresh = new GitClone(this.temporary.resolve("fresh"));
		fresh.git("init", "-q");
		assertThat(fresh.db("check", "--staged").text()).isEqualTo(UNTOUCHED);
		fresh.migrations().with("V1__a.sql", "").with("V2__b.sql", "-- revises: 9");
		fresh.git("add", "-A");
		assertThat(fresh.db("check", "--staged").out()).startsWith("MISSING_PARENT");
	}

	@Test
	void checkWhenCommitIsGivenReadsItAndComparesIt() {
		GitClone david = GitClone.of(this.remote, "david");
		david.migrations().with("V3__c.sql", "-- revises: 1");
		david.commit("Theirs").git("push", "-q");
		this.mary.git("checkout", "-q", "-b", "topic");
		this.mary.migrations().with("V2__b.sql", "-- revises: 1");
		this.mary.commit("Mine");
		this.mary.git("checkout", "-q", "main");
		this.mary.git("fetch", "-q");
		assertThat(this.mary.db("check", "--commit", "topic").text()).isEqualTo("OK: 2 revisions, head 2\n");
		assertThat(this.mary.db("check", "--commit", "topic", "--against").code()).isEqualTo(3);
		assertThat(this.mary.db("check", "--commit", "main", "--against").text()).isEqualTo(UNTOUCHED);
		assertThat(this.mary.db("check", "--commit", "none").err()).contains("There is no commit 'none'");
	}

	@Test
	void checkWhenOptionsExcludeEachOtherIsRefused() {
		assertThat(this.mary.db("check", "--staged", "--fix").code()).isEqualTo(2);
		assertThat(this.mary.db("check", "--staged", "--commit", "HEAD").err()).startsWith("--staged, --commit and");
	}

	private void conflict() {
		this.mary.migrations().with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
	}

	/**
	 * Stage everything in an index of its own, as {@code git commit -a} does.
	 */
	private void stageIn(Path index) throws IOException {
		Path usual = this.mary.path().resolve(".git/index");
		Path kept = Files.copy(usual, this.temporary.resolve("kept"));
		this.mary.git("add", "-A");
		Files.move(usual, index);
		Files.move(kept, usual);
	}

}
