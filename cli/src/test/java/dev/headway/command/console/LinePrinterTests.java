package dev.headway.command.console;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;
import dev.headway.command.TestCommands;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LinePrinter}, with names that forge output.
 */
@DisabledOnOs(OS.WINDOWS)
class LinePrinterTests {

	private static final String COLOR = "\u001b[31mRED\u001b]0;title\u001b\\";

	private static final String LINES = "x\n::error::owned\n  ::set-env name=A::b";

	private static final String BIDI = "a\u202elqs.evil\u2066\u200b";

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db"));
		fill(this.folder);
	}

	private static void fill(MigrationFolder folder) {
		folder.with("V1__a.sql", "create table a (id int);")
			.with("V2__evil%s.sql".formatted(COLOR), "-- revises: 1")
			.with("V3__%s.sql".formatted(LINES), "-- revises: 1")
			.with("V4__%s.sql".formatted(BIDI), "-- revises: 1")
			.with("V5__::error::x.sql", "-- revises: 1\n-- depends-on: 3")
			.with("V6__cr\rOK.sql", "-- revises: 5")
			.with("V7__a##[add-mask]x.sql", "-- revises: 5")
			.with("V7__b\u009b2J.sql", "-- revises: 5");
	}

	@Test
	void outputWhenNamesForgeItIsPrintable() {
		for (List<String> verb : List.of(List.of("heads"), List.of("heads", "-v"), List.of("history"),
				List.of("history", "-v"), List.of("history", "--graph"), List.of("branches"), List.of("branches", "-v"),
				List.of("show", "2"), List.of("show", "5"), List.of("show", "7"), List.of("check"), List.of("merge"),
				List.of("check", "--require-downgrade"), List.of("rebase", "2"), List.of("rebase", "7"),
				List.of("revision", "-m", "x"), List.of("revision", "-m", "x", "--head", "2\n::error::"),
				List.of("init"), List.of("show", "9\n::error::x\u001b[31m"), List.of("check", "--fix", "-n"))) {
			String text = run(verb);
			assertThat(text).as(String.join(" ", verb)).isNotEmpty().satisfies(LinePrinterTests::requirePrintable);
		}
	}

	@Test
	void outputNamesWhatItIs() {
		assertThat(run(List.of("heads"))).contains("7 (V7__a#\\x23[add-mask]x.sql) (head)\n");
		assertThat(run(List.of("show", "5"))).contains("\n    \\x3a:error::x\n");
		assertThat(run(List.of("history"))).contains("1 -> 2 (head), evil\\x1b[31mRED\\x1b]0;title\\x1b\\\n",
				"1 -> 3 (effective head), x\\n::error::owned\\n  ::set-env name=A::b\n",
				"1 -> 4 (head), a\\u202elqs.evil\\u2066\\u200b\n", "5 -> 6 (head), cr\\rOK\n");
	}

	@Test
	void outputOnATerminalHasNoColorsButItsOwn() {
		String text = new TestCommands(this.folder.path()).onTerminal("").run("history").out();
		assertThat(text).contains("1 -> \u001b[33m2\u001b[m \u001b[36m(head)\u001b[m, evil\\x1b[31mRED\\x1b]0;");
		for (List<String> verb : List.of(List.of("heads", "-v"), List.of("history", "--graph"),
				List.of("branches", "-v"), List.of("show", "2"), List.of("check"), List.of("merge"))) {
			String colored = new TestCommands(this.folder.path()).onTerminal("")
				.run(verb.toArray(String[]::new))
				.text();
			assertThat(colored).doesNotContain(COLOR.substring(0, 8))
				.satisfies((all) -> requirePrintable(all.replaceAll("\u001b\\[(3[136])?m", "")));
		}
	}

	@Test
	void outputWhenAnEditIsMadeIsPrintable() {
		this.folder.without("V7__a##[add-mask]x.sql").without("V7__b\u009b2J.sql");
		assertThat(run(List.of("rebase", "2", "--onto", "6", "-n"))).contains("Renamed V2__evil\\x1b[31m")
			.satisfies(LinePrinterTests::requirePrintable);
		assertThat(run(List.of("merge"))).contains("Created").satisfies(LinePrinterTests::requirePrintable);
	}

	@Test
	void outputWhenComparedWithABranchIsPrintable() {
		Path remote = GitClone.remote(this.temporary);
		GitClone mary = GitClone.of(remote, "mary");
		mary.git("checkout", "-q", "-b", "a\u202eb");
		mary.migrations().with("V2__other%s.sql".formatted(LINES), "-- revises: 1");
		mary.commit("Other");
		mary.git("checkout", "-q", "main");
		fill(mary.migrations().without("V1__create_users.sql"));
		for (String[] verb : new String[][] { { "check", "--against", "a\u202eb" },
				{ "rebase", "--against", "a\u202eb" }, { "check", "--against", "x\n::error::y" } }) {
			assertThat(mary.db(verb).text()).isNotEmpty().satisfies(LinePrinterTests::requirePrintable);
		}
	}

	@Test
	void jsonHasTheNamesThemselves() {
		String json = run(List.of("history", "--json"));
		assertThat(json).satisfies(LinePrinterTests::requirePrintable)
			.contains("\"description\": \"x\\n::error::owned\\n  ::set-env name=A::b\"")
			.contains("\"script\": \"V4__a\\u202elqs.evil\\u2066\\u200b.sql\"")
			.contains("\"script\": \"V7__a#\\u0023[add-mask]x.sql\"");
		assertThat(run(List.of("check", "--json"))).contains("\"V7__b\\u009b2J.sql\"")
			.satisfies(LinePrinterTests::requirePrintable);
	}

	private String run(List<String> verb) {
		return new TestCommands(this.folder.path()).run(verb.toArray(String[]::new)).text();
	}

	/**
	 * Nothing is hidden, and no line is a workflow command.
	 */
	private static void requirePrintable(String text) {
		assertThat(text.lines()).allSatisfy((line) -> {
			assertThat(line.codePoints()).noneMatch(Character::isISOControl)
				.noneMatch((character) -> Character.getType(character) == Character.FORMAT);
			assertThat(line.strip()).doesNotStartWith("::");
			assertThat(line).doesNotContain("##[");
		});
	}

}
