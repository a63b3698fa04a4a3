package dev.headway.script.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.headway.script.Script;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptResource;
import dev.headway.script.ScriptSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergePreview}.
 */
class MergePreviewTests {

	private static final Map<String, FileVersion> BASE = side("V1__a.sql", "select 1;");

	@Test
	void mergedHasFilesOfBothSides() {
		MergePreview preview = preview(side("V1__a.sql", "select 1;", "V2__b.sql", "-- revises: 1"),
				side("V1__a.sql", "select 1;", "V3__c.sql", "-- revises: 1"), BASE);
		assertThat(names(preview)).containsExactly("V1__a.sql", "V2__b.sql", "V3__c.sql");
		assertThat(preview.onlyOurs()).containsExactly("V2__b.sql");
		assertThat(preview.onlyTheirs()).containsExactly("V3__c.sql");
		assertThat(problems(preview)).containsExactly(
				"merging main would leave a conflict: 2 heads, 2 (V2__b.sql) and 3 (V3__c.sql), which both build on 1. "
						+ "Avoid this with 'git merge main', then 'db rebase --against main'.");
	}

	@Test
	void mergedWhenOneSideDeletedLeavesItOut() {
		Map<String, FileVersion> both = side("V1__a.sql", "select 1;", "V2__b.sql", "-- revises: 1");
		assertThat(names(preview(both, BASE, both))).containsExactly("V1__a.sql");
		MergePreview ours = preview(BASE, both, both);
		assertThat(names(ours)).containsExactly("V1__a.sql");
		assertThat(problems(ours)).singleElement().asString().startsWith("V2__b.sql: deleted or renamed here");
	}

	@Test
	void mergedWhenNoBaseIsKnownKeepsAll() {
		Map<String, FileVersion> both = side("V1__a.sql", "select 1;", "V2__b.sql", "-- revises: 1");
		assertThat(names(preview(BASE, both, Map.of()))).containsExactly("V1__a.sql", "V2__b.sql");
	}

	@Test
	void mergedWhenTheyChangedTakesTheirs() {
		MergePreview preview = preview(BASE, side("V1__a.sql", "-- branch: x"), BASE);
		assertThat(preview.merged().revisions().get(0).labels()).containsExactly("x");
		assertThat(preview.problems()).isEmpty();
	}

	@Test
	void problemsWhenWeEditedNamesTheScript() {
		assertThat(problems(preview(side("V1__a.sql", "select 2;"), BASE, BASE))).singleElement()
			.asString()
			.startsWith("V1__a.sql: edited here, but it is on main");
		assertThat(problems(preview(side("V1__a.sql", "select 2;"), BASE, Map.of()))).hasSize(1);
	}

	@Test
	void problemsWhenWeEditedWhatTheyDeletedNamesTheScript() {
		Map<String, FileVersion> both = side("V1__a.sql", "select 1;", "V2__b.sql", "select 2;");
		assertThat(problems(preview(side("V1__a.sql", "select 1;", "V2__b.sql", "select 3;"), BASE, both)))
			.containsExactly("V2__b.sql: edited here, but main has deleted it, and databases may have applied it as it "
					+ "was. Delete it here too, or restore it as it was, and add a new revision instead.");
		assertThat(problems(preview(both, BASE, both))).isEmpty();
	}

	@Test
	void problemsWhenOnlyLineEndsDifferIsEmpty() {
		assertThat(preview(side("V1__a.sql", "select 1;\r\n"), BASE, BASE).problems()).isEmpty();
	}

	@Test
	void problemsWhenRepeatableIsEditedIsEmpty() {
		assertThat(preview(side("R__a.sql", "select 2;"), side("R__a.sql", "select 1;"), side("R__a.sql", "select 1;"))
			.problems()).isEmpty();
	}

	@Test
	void problemsWhenBaselineReplacesScriptsIsEmpty() {
		assertThat(preview(side("B1__all.sql", "select 1;"), BASE, BASE).problems()).isEmpty();
	}

	@Test
	void problemsWhenUnreadableCountsAsEdited() {
		Map<String, FileVersion> ours = new LinkedHashMap<>();
		ours.put("V1__a.sql", new FileVersion("broken", new Broken()));
		assertThat(problems(preview(ours, BASE, BASE))).anyMatch((problem) -> problem.contains("edited here"));
	}

	@Test
	void problemsWhenVersionIsTakenAskToMoveOurs() {
		MergePreview preview = preview(side("V1__a.sql", "select 1;", "V2__ours.sql", "-- revises: 1"),
				side("V1__a.sql", "select 1;", "V2__theirs.sql", "-- revises: 1"), BASE);
		assertThat(problems(preview)).singleElement()
			.asString()
			.isEqualTo(
					"merging main would leave a conflict: V2__theirs.sql and V2__ours.sql share version 2. Avoid this with 'git merge main', then 'db rebase --against main'.");
	}

	private static MergePreview preview(Map<String, FileVersion> ours, Map<String, FileVersion> theirs,
			Map<String, FileVersion> base) {
		return new MergePreview(ScriptSettings.standard(), "main", "main", ours, theirs, base, Map::of);
	}

	private static List<String> names(MergePreview preview) {
		return preview.merged().revisions().stream().map(Script::name).toList();
	}

	private static List<String> problems(MergePreview preview) {
		return preview.problems().stream().map(ScriptProblem::message).toList();
	}

	private static Map<String, FileVersion> side(String... namesAndContents) {
		Map<String, FileVersion> files = new LinkedHashMap<>();
		for (int i = 0; i < namesAndContents.length; i += 2) {
			files.put(namesAndContents[i], new FileVersion(namesAndContents[i + 1],
					new InMemory(namesAndContents[i], namesAndContents[i + 1])));
		}
		return files;
	}

	/**
	 * A file in memory.
	 *
	 * @param filename its name
	 * @param content its content
	 */
	private record InMemory(String filename, String content) implements ScriptResource {

		@Override
		public InputStream open() {
			return new ByteArrayInputStream(this.content.getBytes(StandardCharsets.UTF_8));
		}

	}

	/**
	 * A file that cannot be read.
	 */
	private static final class Broken implements ScriptResource {

		@Override
		public String filename() {
			return "V1__a.sql";
		}

		@Override
		public InputStream open() throws IOException {
			throw new IOException("broken disk");
		}

	}

}
