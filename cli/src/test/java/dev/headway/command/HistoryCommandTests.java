package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
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

	@Test
	void graphWhenFileIsNamedIsDrawnIntoIt() {
		Path svg = this.temporary.resolve("graph.svg");
		Path page = this.temporary.resolve("graph.html");
		assertThat(run("history", "--graph", "--svg", svg.toString(), "--html", page.toString())).isEqualTo("""
				Wrote %s
				Wrote %s
				""".formatted(svg, page));
		assertThat(svg).content().contains("4 (head) (mergepoint), merge</text>", "1 (branchpoint), create users");
		assertThat(page).content().startsWith("<!DOCTYPE html>").contains("id=\"4\"").doesNotContain("id=\"live\"");
	}

	@Test
	void graphWhenRangeIsGivenDrawsThatOnly() {
		Path mermaid = this.temporary.resolve("graph.mmd");
		Path dot = this.temporary.resolve("graph.dot");
		run("history", "2:", "--mermaid", mermaid.toString(), "--dot", dot.toString());
		assertThat(mermaid).content().isEqualTo("""
				flowchart BT
				    r0["2 add password hashes"]
				    r1["4 merge<br/>#40;head, mergepoint#41;"]
				    r0 --> r1
				""");
		assertThat(dot).content().contains("r0 [label=\"2 add password hashes\"]", "r0 -> r1").doesNotContain("users");
	}

	@Test
	void graphWhenFileExistsReplacesIt() throws IOException {
		Path svg = Files.writeString(this.temporary.resolve("graph.svg"), "x".repeat(100_000));
		run("history", "--svg", svg.toString());
		assertThat(svg).content().startsWith("<svg ").endsWith("</svg>\n");
	}

	@Test
	void graphWhenFileIsALinkIsNotWritten() throws IOException {
		Path target = Files.writeString(this.temporary.resolve("target"), "before");
		Path link = Files.createSymbolicLink(this.temporary.resolve("link.svg"), target);
		assertThat(run("history", "--svg", link.toString())).startsWith("FAILED: ").endsWith("(exit 1)\n");
		assertThat(run("history", "--svg", this.temporary.resolve("none/a.svg").toString())).startsWith("FAILED: ");
		assertThat(target).content().isEqualTo("before");
	}

	@Test
	void graphWhenConflictSaysSo() {
		this.folder.with("V5__more.sql", "-- revises: 3");
		Path svg = this.temporary.resolve("graph.svg");
		run("history", "--svg", svg.toString());
		assertThat(svg).content().contains("5 (head) (conflict), more", "4 (head) (mergepoint) (conflict), merge");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
