package dev.headway.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db check --fix}: slips on a branch of a Git repository whose main has
 * versions 1 to 3.
 */
class CheckFixTests {

	private static final String[] MAIN = { "V1__create_users.sql", "V2__b.sql", "V3__c.sql" };

	@TempDir
	private Path temporary;

	@SuppressWarnings("NullAway.Init")
	private GitClone clone;

	@BeforeEach
	void addToMain() {
		this.clone = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.clone.migrations()
			.with("V2__b.sql", "-- revises: 1", "select 2;")
			.with("V3__c.sql", "-- revises: 2", "select 3;")
			.with("U3__c.sql", "select 3;")
			.with("HEAD", "3 V3__c.sql");
		this.clone.commit("Add versions 2 and 3").git("push", "-q", "origin", "HEAD:main");
	}

	static Stream<Arguments> slips() {
		return Stream.of(slip("mistyped key", "V4__d.sql", "-- revise: 3"),
				slip("equals sign", "V4__d.sql", "-- revises = 3"), slip("no colon", "V4__d.sql", "-- revises 3"),
				slip("name of another tool", "V4__d.sql", "-- down_revision: 3"),
				slip("prefix in the version", "V4__d.sql", "-- revises: V3"),
				slip("two versions without a comma", "V4__d.sql", "-- revises: 3 3.0"),
				slip("extra comma", "V4__d.sql", "-- revises: 3,"),
				slip("the same version twice", "V4__d.sql", "-- revises: 3, 3"),
				slip("header twice", "V4__d.sql", "-- revises: 3", "-- revises: 3"),
				slip("mistyped dependency", "V4__d.sql", "-- revises: 3", "-- depend-on: 2"),
				slip("itself as parent", "V4__d.sql", "-- revises: 4"),
				slip("below a statement", "V4__d.sql", "select 1;", "-- revises: 3"),
				slip("in a block comment", "V4__d.sql", "/*", " * revises: 3", " */"),
				slip("small prefix", "v4__d.sql", "-- revises: 3"), slip("one underscore", "V4_d.sql", "-- revises: 3"),
				slip("hyphen", "V4-d.sql", "-- revises: 3"), slip("blank", "V4 d.sql", "-- revises: 3"),
				slip("no version", "V__d.sql", "-- revises: 3"), slip("version of main", "V3__d.sql", "-- revises: 2"),
				slip("version of main, written otherwise", "V03__d.sql", "-- revises: 2"),
				slip("version of main, without a header", "V3__d.sql", "select 4;"),
				slip("below its parent", "V2.5__d.sql", "-- revises: 3"),
				slip("small prefix and version of main", "v3__d.sql", "-- revises: 2"),
				slip("mistyped key and version of main", "V3__d.sql", "-- revise: 2"));
	}

	private static Arguments slip(String name, String file, String... lines) {
		return Arguments.of(name, file, lines);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("slips")
	void fixRepairsASlip(String name, String file, String[] lines) {
		this.clone.migrations().with(file, lines);
		this.clone.commit("Add d");
		assertThat(this.clone.db("check").code() + this.clone.db("check", "--against").code()).as("broken")
			.isPositive();
		for (String against : List.of("--format=json", "--against=origin/main")) {
			JsonNode report = JsonMapper.shared().readTree(this.clone.db("check", "--json", against).out());
			assertThat(report.path("problems"))
				.allSatisfy((problem) -> assertThat(problem.at("/fix/0/0").stringValue("")).startsWith("db "));
		}
		SortedMap<String, String> before = files();
		String shown = this.clone.db("check", "--fix", "--dry-run").text();
		assertThat(files()).isEqualTo(before);
		TestCommands.Result result = this.clone.db("check", "--fix");
		assertThat(result.code()).as(result.text()).isZero();
		assertThat(result.text()).startsWith(shown.substring(0, shown.indexOf("Nothing was written.")));
		assertSucceeds("check");
		assertSucceeds("check", "--against");
		assertThat(this.clone.db("heads").text().lines()).hasSize(1);
		assertThatMainIsUntouched(before);
	}

	@Test
	void fixRepairsTheHeadFile() {
		this.clone.migrations().with("V4__d.sql", "-- revises: 3").with("HEAD", "4 V4__other.sql", "3 V3__c.sql");
		assertThat(this.clone.db("check", "--format=markdown").out()).contains("```sh\ndb check --fix\n```");
		assertThat(this.clone.db("check", "--fix").text()).isEqualTo("""
				Wrote '4 V4__d.sql' into HEAD
				OK: 4 revisions, head 4
				""");
	}

	@Test
	void fixRepairsARequiredHeader() {
		this.clone.migrations().with("V4__d.sql", "select 4;");
		assertThat(this.clone.db("check", "--fix", "--parents", "required").text())
			.contains("Wrote '-- revises: 3' into V4__d.sql")
			.contains("V1__create_users.sql, line 1: no 'revises' header");
	}

	@Test
	void fixRepairsARequiredHeaderOfAShellScript() {
		this.clone.migrations().with("V4__d.sh", "#!/bin/sh", "echo 4");
		assertThat(this.clone.db("check", "--fix", "--parents", "required").text())
			.contains("Wrote '# revises: 3' into V4__d.sh");
		assertThat(this.clone.path().resolve("db/V4__d.sh")).hasContent("""
				#!/bin/sh
				# revises: 3
				echo 4
				""");
	}

	@Test
	void fixRenamesAnUndoScriptAfterItsMigration() {
		this.clone.migrations()
			.with("V5__d.sql", "-- revises: 3")
			.with("U4__d.sql", "select 4;")
			.with("HEAD", "5 V5__d.sql");
		assertThat(this.clone.db("check", "--fix").text()).isEqualTo("""
				Renamed U4__d.sql to U5__d.sql
				OK: 4 revisions, head 5
				""");
	}

	@Test
	void fixMovesASideInItsOrder() {
		this.clone.migrations()
			.with("V3__d.sql", "-- revises: 2")
			.with("V4__e.sql", "-- revises: 3")
			.with("U4__e.sql", "select 4;");
		assertSucceeds("check", "--fix");
		assertThat(files()).containsKeys("V5__d.sql", "V6__e.sql", "U6__e.sql")
			.doesNotContainKeys("V3__d.sql", "U4__e.sql");
		assertThat(this.clone.db("history").text()).startsWith("5 -> 6 (head), e\n3 -> 5, d\n");
	}

	@Test
	void fixMovesWhatWouldBeLate() {
		this.clone.migrations().with("V2__b.sql", "select 2;").with("V3__c.sql", "select 3;");
		this.clone.commit("Remove headers").git("push", "-q", "origin", "HEAD:main");
		this.clone.migrations().with("V2.5__d.sql", "select 4;");
		assertThat(this.clone.db("check", "--against").text()).startsWith("LATE_REVISION: ");
		assertSucceeds("check", "--fix");
		assertThat(files()).containsKey("V4__d.sql").doesNotContainKey("V2.5__d.sql");
		assertSucceeds("check", "--against");
	}

	@Test
	void fixOfManySlipsRepairsAll() {
		for (int version = 4; version < 150; version++) {
			this.clone.migrations().with("v%d__d.sql".formatted(version), "-- revises: " + (version - 1));
		}
		assertThat(this.clone.db("check", "--fix").text()).endsWith("OK: 149 revisions, head 149\n");
	}

	@Test
	void fixWithJsonPrintsTheRepairsBesideIt() {
		this.clone.migrations().with("v4__d.sql", "-- revises: 3");
		TestCommands.Result result = this.clone.db("check", "--fix", "--json");
		assertThat(result.err()).contains("Renamed v4__d.sql to V4__d.sql");
		assertThat(result.out()).startsWith("{").doesNotContain("Renamed");
	}

	@Test
	void dryRunWithoutFixIsRefused() {
		assertThat(this.clone.db("check", "-n").text()).contains("'db check --fix -n'").endsWith("(exit 2)\n");
	}

	@Test
	void fixWhenThereIsNothingToRepairOnlyChecks() {
		SortedMap<String, String> before = files();
		assertThat(this.clone.db("check", "--fix").text()).isEqualTo("OK: 3 revisions, head 3\n");
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void fixLeavesWhatNeedsJudgment() {
		this.clone.migrations().with("V4__d.sql", "-- revises: 3").with("V5__e.sql", "-- revises: 3");
		SortedMap<String, String> before = files();
		assertThat(this.clone.db("check", "--fix").text()).startsWith("MULTIPLE_HEADS: ").endsWith("(exit 3)\n");
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void fixLeavesWhatMainHasAlthoughItWasEditedHere() {
		this.clone.migrations().with("V3__c.sql", "-- revise: 2", "select 3;");
		SortedMap<String, String> before = files();
		assertThat(this.clone.db("check", "--fix").text()).startsWith("MALFORMED_HEADER: ").endsWith("(exit 4)\n");
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void fixWithoutATargetChangesNoMigration() {
		this.clone.git("remote", "remove", "origin");
		this.clone.migrations().with("V4__d.sql", "-- revise: 3");
		SortedMap<String, String> before = files();
		assertThat(this.clone.db("check", "--fix").text()).startsWith("Only the HEAD file can be repaired")
			.contains("MALFORMED_HEADER: V4__d.sql")
			.endsWith("(exit 4)\n");
		assertThat(files()).isEqualTo(before);
		this.clone.git("branch", "trunk");
		assertThat(this.clone.db("check", "--fix", "--against", "trunk").text())
			.startsWith("Wrote '-- revises: 3' into V4__d.sql\nWrote '4 V4__d.sql' into HEAD\nOK: ");
	}

	static IntStream seeds() {
		return IntStream.range(0, 30);
	}

	/**
	 * Random slips in random files: nothing of main changes, no SQL is lost, and a second
	 * repair finds nothing more.
	 */
	@ParameterizedTest
	@MethodSource("seeds")
	void fixOfARandomTreeKeepsWhatMainHas(int seed) {
		Random random = new Random(seed);
		List<Arguments> slips = slips().toList();
		int count = 1 + random.nextInt(4);
		List<String> bodies = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Object[] slip = slips.get(random.nextInt(slips.size())).get();
			String body = "insert into log values (" + i + ");";
			List<String> lines = new ArrayList<>(List.of((String[]) slip[2]));
			lines.add(body);
			String file = ((String) slip[1]).replace("d.sql", "d" + i + ".sql");
			if (!Files.exists(this.clone.migrations().path().resolve(file))) {
				this.clone.migrations().with(file, lines.toArray(String[]::new));
				bodies.add(body);
			}
		}
		if (random.nextBoolean()) {
			this.clone.commit("Add slips");
		}
		SortedMap<String, String> before = files();
		String text = this.clone.db("check", "--fix").text();
		SortedMap<String, String> after = files();
		assertThatMainIsUntouched(before);
		assertThat(after).as(text).hasSameSizeAs(before);
		bodies.forEach((body) -> assertThat(after.values()).as(text)
			.filteredOn((content) -> content.contains(body))
			.hasSize(1));
		this.clone.db("check", "--fix");
		assertThat(files()).as(text).isEqualTo(after);
	}

	private void assertThatMainIsUntouched(SortedMap<String, String> before) {
		SortedMap<String, String> after = files();
		for (String name : MAIN) {
			assertThat(after).containsEntry(name, String.valueOf(before.get(name)));
		}
		assertThat(after).containsEntry("U3__c.sql", String.valueOf(before.get("U3__c.sql")));
	}

	private void assertSucceeds(String... command) {
		TestCommands.Result result = this.clone.db(command);
		assertThat(result.code()).as(result.text()).isZero();
	}

	private SortedMap<String, String> files() {
		SortedMap<String, String> files = new TreeMap<>();
		try (Stream<Path> paths = Files.list(this.clone.migrations().path())) {
			for (Path path : paths.toList()) {
				files.put(String.valueOf(path.getFileName()), Files.readString(path));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return files;
	}

}
