package dev.headway.command;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryCommand}.
 */
class HistoryCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
	}

	@Test
	void historyShowsNewestFirst() {
		assertThat(run("history")).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 3, add avatars
				1 -> 2, add password hashes
				<base> -> 1 (branchpoint), create users
				""");
	}

	@Test
	void historyWhenRangeShowsThatOnly() {
		assertThat(run("history", "2:")).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 2, add password hashes
				""");
		assertThat(run("history", ":3")).isEqualTo("""
				1 -> 3, add avatars
				<base> -> 1 (branchpoint), create users
				""");
	}

	@Test
	void historyWhenRangeCountsStepsShowsThatOnly() {
		for (String[] arguments : new String[][] { { "-1:3" }, { "-r", "-1:3" }, { "-r-1:3" }, { "--rev-range=-1:3" },
				{ "1:3" } }) {
			String[] all = Stream.concat(Stream.of("history"), Stream.of(arguments)).toArray(String[]::new);
			assertThat(run(all)).isEqualTo("""
					1 -> 3, add avatars
					<base> -> 1 (branchpoint), create users
					""");
		}
	}

	@Test
	void historyWhenRangeAcrossBranchesFails() {
		assertThat(run("history", "2:3")).isEqualTo(
				"""
						FAILED: '2' is not an ancestor of '3' by parents. Specify the older revision first, and one that leads to the newer one.
						(exit 1)
						""");
	}

	@Test
	void historyWhenNoRangeIsWrongUsage() {
		assertThat(run("history", "2")).isEqualTo("""
				FAILED: '2' is not a range. Use FROM:TO, such as '2:' for this revision and all later ones.
				(exit 2)
				""");
	}

	@Test
	void historyWhenOptionIsUnknownIsWrongUsage() {
		assertThat(run("history", "--jsn"))
			.isEqualTo("FAILED: Unknown option: '--jsn'. See 'db history --help'\n(exit 2)\n");
	}

	@Test
	void historyWhenVerboseShowsEachInFull() {
		assertThat(run("history", ":2", "--verbose")).isEqualTo("""
				Rev: 2
				Parent: 1
				Path: db/V2__add_password_hashes.sql
				Downgrade: db/U2__add_password_hashes.sql

				    add password hashes

				Rev: 1 (branchpoint)
				Parent: <base>
				Branches into: 2, 3
				Path: db/V1__create_users.sql
				Downgrade: db/U1__create_users.sql

				    create users

				""");
	}

	@Test
	void historyWhenGraphDrawsLanes() {
		assertThat(run("history", "--graph")).isEqualTo("""
				*-. 4 (head) (mergepoint), merge
				| * 3, add avatars
				* | 2, add password hashes
				|/
				* 1 (branchpoint), create users
				""");
	}

	@Test
	void historyWhenTerminalIsColoured() {
		TestCommands commands = new TestCommands(this.folder.path()).onTerminal("");
		assertThat(commands.run("history", "2:2").out()).isEqualTo("1 -> \u001B[33m2\u001B[m, add password hashes\n");
		assertThat(commands.with("NO_COLOR", "1").run("history", "2:2").out())
			.isEqualTo("1 -> 2, add password hashes\n");
	}

	@Test
	void historyWhenLabelsAndDependenciesShowsThem() {
		this.folder.with("V5__bill.sql", "-- revises: base", "-- branch: billing", "-- depends-on: 4");
		assertThat(run("history", "5:5")).isEqualTo("<base> (4) -> 5 (billing) (head), bill\n");
		assertThat(run("heads")).isEqualTo("4 (effective head)\n5 (billing) (head)\n");
		assertThat(run("show", "billing")).isEqualTo("""
				Rev: 5 (billing) (head)
				Parent: <base>
				Also depends on: 4
				Branch names: billing
				Path: db/V5__bill.sql
				Downgrade: none

				    bill

				""");
	}

	@Test
	void historyMarksAndMeansCurrent() {
		TestApplication application = new TestApplication(this.temporary);
		application.commands().run("upgrade", "2");
		assertThat(application.commands().run("history", "--indicate-current").text()).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 3, add avatars
				1 -> 2 (current), add password hashes
				<base> -> 1 (branchpoint), create users
				""");
		assertThat(application.commands().run("history", "current:").text()).isEqualTo("""
				2, 3 -> 4 (head) (mergepoint), merge
				1 -> 2, add password hashes
				""");
		assertThat(application.commands().run("history", "-r-1:current").text())
			.isEqualTo(application.commands().run("history", "1:2").text())
			.hasLineCount(2);
		assertThat(application.commands().run("history", "current:+1").text())
			.isEqualTo(application.commands().run("history", "2:4").text());
		assertThat(application.commands().run("history", "current-1:current").text())
			.isEqualTo(application.commands().run("history", "1:2").text());
		assertThat(application.commands().run("show", "current").text()).startsWith("Rev: 2 (current)\n");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
