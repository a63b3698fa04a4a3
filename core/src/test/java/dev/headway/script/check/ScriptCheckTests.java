package dev.headway.script.check;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptSettings;
import dev.headway.script.location.ScriptLocations;
import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptCheck}.
 */
class ScriptCheckTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void create() {
		this.folder = new MigrationFolder(this.temporary);
	}

	@Test
	void problemsWhenAllIsValidIsEmpty() {
		this.folder.withStory().with("HEAD", "4 V4__merge.sql");
		assertThat(problems(true)).isEmpty();
	}

	@Test
	void problemsWhenTwoHeadsNamesWaysOut() {
		this.folder.withConflict();
		assertThat(problems(false)).containsExactly(
				"MULTIPLE_HEADS: 2 heads, 2 (V2__add_password_hashes.sql) and 3 (V3__add_avatars.sql), which both build on 1. "
						+ "Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'.");
	}

	@Test
	void problemsWhenNoGraphAddsWhatDoesNotNeedOne() {
		this.folder.with("V1__a.sql", "-- revises: 9").with("U2__b.sql");
		assertThat(problems(true)).hasSize(3)
			.satisfiesExactly((first) -> assertThat(first).startsWith("MISSING_PARENT: "),
					(second) -> assertThat(second).startsWith("ORPHANED_DOWNGRADE: U2__b.sql: "),
					(third) -> assertThat(third).startsWith("MISSING_DOWNGRADE: V1__a.sql: "));
	}

	@Test
	void problemsWhenHeadFileIsWrongIsOneOfThem() {
		this.folder.with("V1__a.sql").with("HEAD", "2 V2__b.sql");
		assertThat(problems(false)).singleElement().asString().startsWith("WRONG_HEAD_FILE: ");
	}

	@Test
	void problemsWhenUndoBelowBaselineLeavesItAlone() {
		this.folder.with("B5__all.sql").with("U4__old.sql").with("V6__a.sql", "-- revises: 5").with("U6__a.sql");
		assertThat(problems(true)).isEmpty();
	}

	private List<String> problems(boolean requireDowngrade) {
		MigrationScripts scripts = MigrationScripts.load(ScriptSettings.standard(),
				ScriptLocations.of(List.of(this.folder.location()), getClass().getClassLoader()), List.of());
		return new ScriptCheck(scripts).problems(requireDowngrade).stream().map(ScriptCheckTests::text).toList();
	}

	private static String text(ScriptProblem problem) {
		return "%s: %s".formatted(problem.code(), problem.message());
	}

}
