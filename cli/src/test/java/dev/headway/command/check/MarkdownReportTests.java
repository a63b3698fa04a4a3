package dev.headway.command.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.commonmark.node.FencedCodeBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.ProblemType;
import dev.headway.command.GitClone;
import dev.headway.command.TestCommands;
import dev.headway.command.invocation.ModelSource;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MarkdownReport}, whose output a parser of Markdown reads.
 */
class MarkdownReportTests {

	@TempDir
	private Path temporary;

	@Test
	void checkWhenConflictShowsVerdictWaysOutGraphAndSql() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withConflict();
		TestCommands.Result result = new TestCommands(folder.path()).run("check", "--format", "markdown");
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.out()).isEqualTo(
				"""
						### Migrations: 1 problem

						3 revisions, heads `2`, `3`

						**MULTIPLE_HEADS**: `2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), which both build on 1. \
						Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.`

						```sh
						db merge 2 3
						# or
						db rebase 3 --onto 2
						```

						**Revisions**

						```mermaid
						flowchart TD
						    r0["1 create users (fork)"]
						    r1["2 add password hashes (head) (new)"]
						    r2["3 add avatars (head) (new)"]
						    r0 --> r1
						    r0 --> r2
						    classDef head stroke-width:3px
						    class r1,r2 head
						    classDef fork stroke:#bf8700,stroke-width:3px
						    class r0 fork
						    classDef fresh fill:#dafbe1,color:#1f2328
						    class r1,r2 fresh
						```

						**New revisions**

						<details><summary><code>2 (V2__add_password_hashes.sql)</code></summary>

						```sql
						-- revises: 1
						alter table users add password_hash varchar(100);
						```

						</details>

						<details><summary><code>3 (V3__add_avatars.sql)</code></summary>

						```sql
						-- revises: 1
						alter table users add avatar varchar(100);
						```

						</details>

						""");
		InertMarkdown.check(result.out());
	}

	@Test
	void checkWhenAgainstAnotherBranchShowsWhatOnlyThisOneHas() {
		Path remote = GitClone.remote(this.temporary);
		GitClone mary = GitClone.of(remote, "mary");
		GitClone david = GitClone.of(remote, "david");
		david.migrations().with("V3__add_avatars.sql", "-- revises: 1", "select 3;");
		david.commit("Theirs").git("push", "-q");
		mary.migrations().with("V2__add_password_hashes.sql", "-- revises: 1", "select 2;");
		mary.commit("Mine").git("fetch", "-q");
		String markdown = mary.db("check", "--against", "--format=markdown").out();
		InertMarkdown.check(markdown);
		assertThat(markdown)
			.contains("```sh\ngit merge origin/main\ndb rebase --against origin/main\n```",
					"r1[\"2 add password hashes (head) (new)\"]", "r2[\"3 add avatars (head)\"]", "select 2;",
					"- `Only on this branch: V2__add_password_hashes.sql`")
			.doesNotContain("select 3;");
		mary.git("merge", "-q", "origin/main");
		mary.db("rebase");
		mary.commit("Rebased");
		String solved = mary.db("check", "--against", "--format=markdown").out();
		assertThat(solved).startsWith("### Migrations: OK\n\n3 revisions, head `4`\n\n**Revisions**")
			.contains("r2[\"4 add password hashes (head) (new)\"]", "<code>4 (V4__add_password_hashes.sql)</code>");
	}

	@Test
	void checkWhenNothingIsWrongDrawsTheLatestRevisions() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db"));
		assertThat(markdown(folder.beside("empty").with("x.txt"))).isEqualTo("### Migrations: OK\n\nNo revisions\n\n");
		IntStream.rangeClosed(1, 60).forEach((i) -> folder.with("V%d__x.sql".formatted(i), "select 1;"));
		String markdown = markdown(folder);
		assertThat(markdown).startsWith("### Migrations: OK\n\n60 revisions, head `60`\n")
			.contains("r0[\"11 x\"]", "r49[\"60 x (head)\"]", "\n10 more revisions are not drawn.\n")
			.doesNotContain("New revisions");
		InertMarkdown.check(markdown);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void checkWhenNamesAreHostileShowsThemInCode() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql", "select 1;");
		List<String> names = List.of("<script>alert(1)<&#47;script>", "<!-- x", "</code></summary></details>",
				"@octocat", "#1 GH-1 octo#1", "![x](javascript:y)", "[x](https:⁄⁄e.com)", "www.example.com",
				"https:example.com a@example.com", "``` `` `", "`", " x ", "a\nb", "::error::x", "##[error]x",
				"%%{init: {}}%%", "x\"]; click r0 call alert()", "end", "end\"]\nsubgraph", "\u202etxt\u0000".strip(),
				"|a|b|", "\\`*_~$a$", ":smile:", "'); alert('", "&lt;img src=x&gt;", "é漢字𝒳", "\u001b[31m");
		int version = 2;
		for (String name : names) {
			folder.with("V%d__%s.sql".formatted(version++, name.replace("/", "⁄").replace("\u0000", "")),
					"-- revises: 1");
		}
		folder.with("v99__@octocat <b>.sql", "select 1;");
		String markdown = markdown(folder);
		InertMarkdown.check(markdown);
		assertThat(markdown).contains("27 heads", "<code>5 (V5__@octocat.sql)</code>", "INVALID_NAME")
			.doesNotContain("##[", "\u001b", "\u202e")
			.doesNotContainPattern("(?m)^\\s*::");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			```|```
			``````````%n````%nx|``````````%n````%nx
			~~~%n```%n</details>%n%n<script>|~~~%n```%n</details>%n%n<script>
			</details>%n%n# x @me|</details>%n%n# x @me
			' %n%n```sql%n```%n[x](y)'|' %n%n```sql%n```%n[x](y)'
			%t`|'    `'
			::error::x%n##[error]y|\\x3a:error::x%n#\\x23[error]y
			a%rb%r%nc|a%nb%nc
			""")
	void checkWhenSqlIsHostileShowsItInAFence(String written, String expected) {
		String sql = written.replace("%n", "\n").replace("%r", "\r").replace("%t", "\t");
		String shown = expected.replace("%n", "\n");
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql")
			.with("V2__b.sql", "-- revises: 1", sql)
			.with("V3__c.sql", "-- revises: 1");
		String markdown = markdown(folder);
		InertMarkdown.check(markdown);
		assertThat(markdown).doesNotContainPattern("(?m)^\\s*::|##\\[");
		assertThat(InertMarkdown.fences(markdown, "sql").get(0).getLiteral()).startsWith("-- revises: 1\n")
			.contains(shown);
	}

	@Test
	void checkWhenLinesAreLongCutsThemOffAndSaysSo() {
		String emoji = "\uD83D\uDE00".repeat(10_000);
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql")
			.with("V2__b.sql", "-- revises: 1", "`".repeat(30_000))
			.with("V3__c.sql", "-- revises: 1", "x" + emoji)
			.with("V4__d.sql", "-- revises: 1", "y".repeat(10_000))
			.with("V5__e.sql", "-- revises: 1", "z".repeat(10_000))
			.with("V6__f.sql", "-- revises: 1", "z".repeat(10_000));
		String markdown = markdown(folder);
		InertMarkdown.check(markdown);
		List<FencedCodeBlock> sql = InertMarkdown.fences(markdown, "sql");
		assertThat(sql.get(0).getLiteral()).contains("`".repeat(3_000));
		assertThat(sql.get(1).getLiteral()).contains(emoji.substring(0, 9_000));
		assertThat(markdown.codePoints()).noneMatch((character) -> character >= 0xD800 && character < 0xE000);
		assertThat(markdown).contains("The rest of this file is not shown.", "- `6 (V6__f.sql)`");
	}

	@Test
	void checkWhenThereAreManyNewRevisionsCountsWhatDoesNotFit() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql");
		for (int i = 2; i <= 502; i++) {
			folder.with("V%d__%s.sql".formatted(i, "add_a_column_".repeat(10)),
					"-- revises: %d".formatted((i < 300) ? Math.max(1, i - 1) : (i == 300) ? 1 : i - 1),
					"select 1;\n".repeat(100));
		}
		String markdown = markdown(folder);
		InertMarkdown.check(markdown);
		assertThat(markdown).startsWith("### Migrations: 1 problem")
			.contains("\n452 more revisions are not drawn.\n", " (fork)\"]", "-.->")
			.containsPattern("\n\\d+ more revisions are not shown\\.\n");
		assertThat(markdown.length()).isGreaterThan(40_000);
		String graph = InertMarkdown.fences(markdown, "mermaid").get(0).getLiteral();
		assertThat(graph.lines().filter((line) -> line.contains("[\""))).hasSize(50);
		assertThat(graph.lines().filter((line) -> line.contains("(head)"))).hasSize(2);
	}

	@Test
	void linesWhenThereAreManyProblemsKeepsTheVerdict() {
		List<Finding> findings = IntStream.range(0, 500)
			.mapToObj((i) -> new Finding(ProblemType.CYCLE, "x".repeat(10_000), List.of(), List.of(), null,
					List.of(List.of("db merge " + "y".repeat(10_000)), List.of("db merge"))))
			.toList();
		List<String> remarks = IntStream.range(0, 500).mapToObj((i) -> "remark ` " + i).toList();
		List<String> heads = IntStream.range(0, 500).mapToObj((i) -> "head" + i).toList();
		String markdown = String.join("\n",
				ReportFormat.MARKDOWN.lines(new Report(500, heads, findings, remarks, List.of(), List.of()))) + "\n";
		InertMarkdown.check(markdown);
		assertThat(markdown).startsWith("### Migrations: 500 problems\n\n500 revisions, heads `head0`, `head1`")
			.contains("and 490 more\n", "\n```sh\ndb merge\n```\n", "\n491 more problems are not shown.\n",
					" more remarks are not shown.\n");
	}

	@Test
	void linesWhenModelsDifferALotShowsABeginning() {
		ModelSource.Changes changes = new ModelSource.Changes("H2", List.of(), List.of(),
				Collections.nCopies(100, "Detected added table 'x'"), Collections.nCopies(10_000, "select '```';"),
				List.of());
		Finding finding = new Finding(ProblemType.MODEL_MISMATCH, "they differ", List.of(), List.of(), null, List.of());
		String markdown = String.join("\n", ReportFormat.MARKDOWN.lines(new Report(1, List.of("1"),
				Collections.nCopies(30, finding), List.of(), List.of(), Collections.nCopies(30, changes))));
		InertMarkdown.check(markdown);
		assertThat(markdown).contains("-- Detected added table 'x'\nselect '```';\n",
				"\nThe rest of this SQL is not shown.\n");
		assertThat(markdown.length()).isBetween(30_000, 59_000);
	}

	@Test
	void checkWhenMigrationsHaveNoGraphSaysWhatIsWrong() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql", "-- revises: 7")
			.with("V2__b.java", "class x");
		String markdown = markdown(folder);
		InertMarkdown.check(markdown);
		assertThat(markdown).startsWith("### Migrations: 1 problem").contains("**MISSING_PARENT**");
		assertThat(InertMarkdown.fences(markdown, "mermaid")).isEmpty();
	}

	@Test
	void checkWhenVersionOrderIsWrongNamesTheRebase() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__it's.sql", "-- revises: 2")
			.with("V2__b.sql", "-- revises: base");
		assertThat(markdown(folder)).contains("```sh\ndb rebase 'V1__it'\\''s.sql'\n```");
	}

	@Test
	void summaryIsAppendedBesideTheOrdinaryOutput() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withConflict();
		Path summary = this.temporary.resolve("summary.md");
		Files.writeString(summary, "before");
		TestCommands commands = new TestCommands(folder.path());
		TestCommands.Result result = commands.run("check", "--summary", summary.toString());
		assertThat(result.code()).isEqualTo(3);
		assertThat(result.out()).startsWith("MULTIPLE_HEADS: ").doesNotContain("###");
		assertThat(summary).content().isEqualTo("before\n" + markdown(folder));
		commands.run("check", "--against", "none", "--summary", summary.toString());
		assertThat(summary).content()
			.contains("\n### Migrations: not checked\n\n`'")
			.contains("is not in a Git work tree");
		assertThat(commands.run("check", "--against", "none", "--format", "markdown").out())
			.startsWith("### Migrations: not checked\n\n`");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void summaryWhenItIsALinkIsNotWritten() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withMerge();
		Path target = Files.writeString(this.temporary.resolve("target"), "");
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), target);
		TestCommands commands = new TestCommands(folder.path());
		for (String file : List.of(link.toString(), "/dev/null", "/no/such/folder/x", "")) {
			TestCommands.Result result = commands.run("check", "--summary", file);
			assertThat(result.out()).isEqualTo("OK: 4 revisions, head 4\n");
			assertThat(result.err()).startsWith("FAILED: No summary was written: ");
			assertThat(result.code()).isEqualTo(1);
		}
		assertThat(target).isEmptyFile();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void checkWhenAScriptIsALinkDoesNotShowItsTarget() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withConflict();
		Path secret = Files.writeString(this.temporary.resolve("secret.sql"), "-- revises: 1\nthe secret");
		Files.createSymbolicLink(folder.path().resolve("V4__link.sql"), secret);
		assertThat(markdown(folder)).contains("<code>4 (V4__link.sql)</code>").doesNotContain("the secret");
	}

	private static String markdown(MigrationFolder folder) {
		return new TestCommands(folder.path()).run("check", "--format=markdown").out();
	}

}
