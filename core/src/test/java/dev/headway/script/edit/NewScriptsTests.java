package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Revision;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.file.FileChange;
import dev.headway.script.location.SourceFolders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NewScripts}.
 */
class NewScriptsTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder);
	}

	@Test
	void createWhenRevisionHasEverythingWritesEachHeader() {
		this.folder.with("V1__a.sql", "");
		assertThat(create("add b", List.of("1"), List.of("0.5", "core"), Set.of("billing"))).singleElement()
			.satisfies((file) -> {
				assertThat(file.path()).isEqualTo(this.folder.path().resolve("V007__add_b.sql"));
				assertThat(file.content().lines()).containsExactly("-- revises: 1", "-- depends-on: 0.5, core",
						"-- branch: billing", "-- Write the SQL of this revision below.", "");
			});
		assertThat(this.folder.files()).containsOnlyKeys("V1__a.sql");
	}

	@Test
	void createWhenMergeHasUndoScriptExplainsThatItCanStayEmpty() {
		this.folder.with("V1__a.sql", "").with("U1__a.sql", "");
		List<FileChange.Create> files = create("merge", List.of("2", "3"), List.of(), Set.of());
		assertThat(files).extracting(FileChange::text)
			.containsExactly("Created V007__merge.sql", "Created U007__merge.sql");
		assertThat(files.get(0).content().lines()).startsWith("-- revises: 2, 3");
		assertThat(files.get(1).content().lines()).containsExactly(
				"-- Undoes V007__merge.sql. A merge without SQL has nothing to undo; leave this file as it is.", "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			"  " | The message '' is empty. Describe the revision, as in "add avatars".
			" !" | The message '!' has no letters or digits. Describe the revision, as in "add avatars".
			""")
	void createWhenMessageMakesNoFileNameFails(String message, String expected) {
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> create(message, List.of(), List.of(), Set.of()))
			.withMessage(expected)
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.INVALID_MESSAGE));
	}

	@Test
	void createWhenNameHasAnotherVersionFails() {
		Revision revision = new Revision("7", "b", List.of(), List.of(), Set.of());
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> newScripts().create(revision, "7__8"))
			.withMessage("'V7__8__b.sql' would not be a valid name for a migration. Use another version or message.")
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.INVALID_VERSION));
	}

	private List<FileChange.Create> create(String message, List<String> parents, List<String> dependsOn,
			Set<String> labels) {
		return newScripts().create(new Revision("7", message, parents, dependsOn, labels), "007")
			.stream()
			.map(FileChange.Create.class::cast)
			.toList();
	}

	private NewScripts newScripts() {
		return new NewScripts(
				FolderContents.list(SourceFolders.of(this.folder.path()), ScriptSettings.standard(), List.of()), "");
	}

}
