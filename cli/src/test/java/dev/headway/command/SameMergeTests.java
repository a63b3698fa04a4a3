package dev.headway.command;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two pull requests that both merge the same two heads: one of the merge
 * revisions is deleted, never the one that the target branch has, or had first.
 */
class SameMergeTests {

	private static final String[] MERGE = { "-- revises: 2, 3",
			"-- This merge needs no SQL unless its branches have to be reconciled." };

	@TempDir
	private Path temporary;

	private GitClone clone;

	@BeforeEach
	void publishTwoHeads() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.migrations()
			.without("V1__create_users.sql")
			.with("V1__base.sql", "create table log (name varchar(20));")
			.with("V2__a.sql", "-- revises: 1", "insert into log values ('a');")
			.with("V3__b.sql", "-- revises: 1", "insert into log values ('b');");
		this.clone.commit("Two heads").git("push", "-q", "origin", "HEAD:main");
		this.clone.git("remote", "set-head", "origin", "main");
		this.clone.git("branch", "ours");
		this.clone.git("branch", "theirs");
	}

	static Stream<Arguments> names() {
		return Stream
			.of("V5__ours.sql V4__theirs.sql", "V4__ours.sql V5__theirs.sql", "V4__a_ours.sql V4__theirs.sql",
					"V5__merge.sql V4__merge.sql")
			.flatMap((names) -> Stream.of("before", "during", "after", "target")
				.map((when) -> Arguments.of(names.split(" ", -1)[0], names.split(" ", -1)[1], when)));
	}

	@ParameterizedTest
	@MethodSource("names")
	void checkPrintsCommandThatDeletesTheMergeThatTheTargetGotLater(String ours, String theirs, String when) {
		commit("ours", ours, MERGE);
		commit("theirs", theirs, MERGE);
		publish(when);
		TestCommands.Result against = this.clone.db("check", "--against", "origin/main");
		assertThat(against.code()).isEqualTo(when.equals("target") ? 0 : 3);
		List<String> commands = GitClone.commands((when.equals("after") ? this.clone.db("check") : against).out());
		assertThat(commands).last().asString().startsWith("db rebase");
		commands.forEach(this.clone::run);
		assertThat(this.clone.names()).containsExactly("V1__base.sql", "V2__a.sql", "V3__b.sql", theirs);
		assertThat(undo(theirs)).exists();
		assertThat(undo(ours)).doesNotExist();
		this.clone.commit("Delete one merge");
		assertThat(this.clone.db("check").text()).startsWith("OK: 4 revisions");
		assertThat(this.clone.db("check", "--against", "origin/main").text()).startsWith("OK: 4 revisions");
	}

	@ParameterizedTest
	@CsvSource({ "V5__ours.sql, V4__theirs.sql, 5 (V5__ours.sql), under another version",
			"V4__ours.sql, V5__theirs.sql, 4 (V4__ours.sql), under another version",
			"V4__a_ours.sql, V4__theirs.sql, 4 (V4__a_ours.sql), under another name",
			"V5__merge.sql, V4__merge.sql, 5 (V5__merge.sql), under another version" })
	void databasesFollowByTheCommandsThatArePrinted(String ours, String theirs, String row, String how) {
		commit("ours", ours, MERGE);
		commit("theirs", theirs, MERGE);
		try (CloneDatabase fresh = new CloneDatabase(this.clone);
				CloneDatabase one = new CloneDatabase(this.clone);
				CloneDatabase other = new CloneDatabase(this.clone);
				CloneDatabase both = new CloneDatabase(this.clone)) {
			other.upgrade();
			this.clone.git("checkout", "-q", "ours");
			one.upgrade();
			publish("after");
			if (ours.charAt(1) != theirs.charAt(1)) {
				both.migrate();
			}
			this.clone.run("db rebase");
			for (CloneDatabase database : List.of(fresh, other)) {
				assertThat(database.follow()).isEmpty();
			}
			assertThat(one.state().problems().toString()).contains("The database has " + row + ", which is ", how);
			String command = "db stamp %s --replaces %s".formatted(theirs.charAt(1), ours.charAt(1));
			assertThat(one.follow()).containsExactly(command);
			if (ours.charAt(1) != theirs.charAt(1)) {
				assertThat(both.follow()).containsExactly(command);
			}
			for (CloneDatabase database : List.of(fresh, one, other, both)) {
				database.assertUpgrades("a", "b");
			}
		}
	}

	@Test
	void rebaseWhenTheApplicationHasAppliedBothDeletesOne() {
		commit("ours", "V5__ours.sql", MERGE);
		commit("theirs", "V4__theirs.sql", MERGE);
		publish("after");
		try (CloneDatabase both = new CloneDatabase(this.clone)) {
			both.migrate();
			assertThat(both.follow()).containsExactly("db rebase 5 --onto 4");
			assertThat(this.clone.names()).containsExactly("V1__base.sql", "V2__a.sql", "V3__b.sql", "V4__theirs.sql");
			assertThat(both.follow()).containsExactly("db stamp 4 --replaces 5");
			both.assertUpgrades("a", "b");
		}
	}

	private void publish(String when) {
		this.clone.git("checkout", "-q", "-b", "main-now", "origin/main");
		this.clone.git("merge", "-q", "--no-ff", "--no-edit", "theirs");
		if (when.equals("target")) {
			this.clone.git("merge", "-q", "--no-ff", "--no-edit", "ours");
		}
		this.clone.git("push", "-q", "origin", "HEAD:main");
		this.clone.git("checkout", "-q", when.equals("target") ? "main-now" : "ours");
		if (when.equals("during") || when.equals("after")) {
			this.clone.git("merge", "-q", "--no-edit", when.equals("during") ? "--no-commit" : "-q", "origin/main");
		}
	}

	private void commit(String branch, String name, String... lines) {
		this.clone.git("checkout", "-q", branch);
		this.clone.migrations().with(name, lines).with(name.replaceFirst("V", "U"), "");
		this.clone.commit("Add " + name);
	}

	private Path undo(String name) {
		return this.clone.migrations().path().resolve(name.replaceFirst("V", "U"));
	}

}
