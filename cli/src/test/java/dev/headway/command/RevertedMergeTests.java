package dev.headway.command;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a branch that was merged, reverted, and merged again by a revert of the
 * revert, with another migration in between. A database may have applied it the first
 * time, and another one only what came in between.
 */
class RevertedMergeTests {

	@TempDir
	private Path temporary;

	@ParameterizedTest
	@CsvSource({ "true, 0", "true, 1", "false, 0" })
	void everyDatabaseComesToTheHead(boolean headers, int choice) {
		GitClone clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		try (CloneDatabase fresh = new CloneDatabase(clone);
				CloneDatabase early = new CloneDatabase(clone);
				CloneDatabase byFlyway = new CloneDatabase(clone);
				CloneDatabase between = new CloneDatabase(clone)) {
			mergeAndRevert(clone, headers, List.of(early, byFlyway), between);
			TestCommands.Result against = clone.db("check", "--against", "origin/main");
			assertThat(against.code()).isEqualTo(3);
			List<String> commands = GitClone.commands((headers ? clone.db("check") : against).out());
			assertThat(commands).containsExactlyElementsOf(headers ? List.of("db merge 2 3", "db rebase 2 --onto 3")
					: List.of("db rebase --against origin/main"));
			clone.run(commands.get(choice));
			clone.commit("Resolve");
			assertThat(clone.db("check").text()).startsWith("OK: ");
			assertThat(clone.db("check", "--against", "origin/main").text()).startsWith("OK: ");
			for (CloneDatabase database : List.of(fresh, early, byFlyway, between)) {
				database.follow();
				database.assertUpgrades("base", "f1", "m1");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void stateWhenDatabaseHasPassedItPrintsCommandsThatWork(int choice) {
		GitClone clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		try (CloneDatabase early = new CloneDatabase(clone); CloneDatabase between = new CloneDatabase(clone)) {
			mergeAndRevert(clone, false, List.of(early), between);
			assertThat(early.state().status()).isEqualTo(MigrationStatus.PENDING);
			assertThat(between.state().status()).isEqualTo(MigrationStatus.CONFLICT);
			assertThat(between.state().problems().toString()).contains("2 (V2__f1.sql) was added below 3 (V3__m1.sql)");
			List<String> ways = GitClone.commands(between.state().problems().toString());
			assertThat(ways).containsExactly("db rebase V2__f1.sql", "db merge 2 3");
			clone.run(ways.get(choice));
			for (CloneDatabase database : List.of(early, between)) {
				database.follow();
				database.assertUpgrades("base", "f1", "m1");
			}
		}
	}

	/**
	 * At the end the branch of the second merge is checked out.
	 */
	private void mergeAndRevert(GitClone clone, boolean headers, List<CloneDatabase> early, CloneDatabase between) {
		clone.git("branch", "-M", "main");
		clone.git("remote", "set-head", "origin", "main");
		clone.migrations().without("V1__create_users.sql");
		add(clone, "V1__base.sql", "create table log (name varchar(20));");
		clone.git("checkout", "-q", "-b", "feature");
		add(clone, "V2__f1.sql", headers ? "-- revises: 1" : "");
		clone.git("checkout", "-q", "main");
		clone.git("merge", "-q", "--no-ff", "--no-edit", "feature");
		early.get(0).upgrade();
		early.forEach(CloneDatabase::migrate);
		clone.git("revert", "-m", "1", "--no-edit", "HEAD");
		String revert = clone.git("rev-parse", "HEAD").strip();
		assertThat(early.get(0).state().status()).isEqualTo(MigrationStatus.AHEAD);
		add(clone, "V3__m1.sql", headers ? "-- revises: 1" : "");
		assertThat(early.get(0).state().status()).isEqualTo(MigrationStatus.DIVERGED);
		between.upgrade();
		clone.git("push", "-q", "origin", "main");
		clone.git("checkout", "-q", "-b", "again");
		clone.git("revert", "--no-edit", revert);
	}

	private static void add(GitClone clone, String name, String first) {
		clone.migrations()
			.with(name, first, "insert into log values ('%s');".formatted(name.replaceAll(".*__|[.]sql", "")));
		clone.commit("Add " + name);
	}

}
