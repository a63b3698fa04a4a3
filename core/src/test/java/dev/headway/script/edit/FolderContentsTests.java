package dev.headway.script.edit;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Version;
import dev.headway.script.CodeMigration;
import dev.headway.script.ScriptSettings;
import dev.headway.script.file.EditError;
import dev.headway.script.file.EditException;
import dev.headway.script.location.SourceFolders;
import dev.headway.script.name.ScriptKind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FolderContents}.
 */
class FolderContentsTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).with("V1__a.sql", "")
			.with("sub/V01__b.sql", "")
			.with("U1__a.sql", "")
			.with("R__r.sql", "")
			.with("readme.md", "");
	}

	@Test
	void filesAreGroupedByKindAndVersion() {
		FolderContents contents = contents();
		assertThat(names(contents.files(ScriptKind.VERSIONED))).containsExactlyInAnyOrder("V1__a.sql", "V01__b.sql");
		assertThat(names(contents.files(ScriptKind.REPEATABLE))).containsExactly("R__r.sql");
		Version one = Version.parse("1.0").orElseThrow();
		assertThat(contents.files(ScriptKind.VERSIONED, one)).hasSize(2);
		assertThat(names(contents.files(ScriptKind.UNDO, one))).containsExactly("U1__a.sql");
		assertThat(contents.files(ScriptKind.BASELINE, one)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "V9__x.sql,,9", "V010__x.sql,9,010", "U11__x.sql,9,11", "B12__x.sql,,12", "V9__x.sql,1_0.1,9",
			"V9__x.sql,9.1,9.1" })
	void versionsAreThoseOfFilesAndClasses(String file, String code, String expected) {
		this.folder.with(file, "");
		List<CodeMigration> migrations = (code != null)
				? List.of(new CodeMigration("app.Code", code, "code", null, null)) : List.of();
		assertThat(FolderContents.list(SourceFolders.of(this.folder.path()), ScriptSettings.standard(), migrations)
			.versions()).contains(expected);
	}

	@Test
	void versionsWhenThereAreNoneIsEmpty(@TempDir Path empty) {
		assertThat(FolderContents.list(SourceFolders.of(empty), ScriptSettings.standard(), List.of()).versions())
			.isEmpty();
	}

	@Test
	void scriptsWithoutIgnoresFiles() {
		FolderContents contents = contents();
		assertThat(contents.scripts().shared()).hasSize(1);
		MigrationFile second = contents.files(ScriptKind.VERSIONED)
			.stream()
			.filter((file) -> file.filename().equals("V01__b.sql"))
			.findFirst()
			.orElseThrow();
		assertThat(contents.scriptsWithout(List.of(second.resource())).shared()).isEmpty();
	}

	@Test
	void listDoesNotReadTheFolderAgain() {
		FolderContents contents = contents();
		this.folder.with("V2__b.sql", "");
		assertThat(contents.scripts().revisions()).hasSize(2);
	}

	@Test
	void invalidListsTheFirstTwentyProblems() {
		for (int version = 2; version < 30; version++) {
			this.folder.with("V%d__x.sql".formatted(version), "-- revises: 99");
		}
		EditException invalid = FolderContents.invalid("Wrong", contents().scripts().problems());
		assertThat(String.valueOf(invalid.getMessage()).lines()).hasSize(22)
			.startsWith("Wrong. Fix this first:")
			.endsWith("- and 8 more");
		assertThat(invalid.error()).isEqualTo(EditError.INVALID_SCRIPTS);
	}

	private FolderContents contents() {
		return FolderContents.list(SourceFolders.of(this.folder.path()), ScriptSettings.standard(), List.of());
	}

	private static List<String> names(List<MigrationFile> files) {
		return files.stream().map(MigrationFile::filename).toList();
	}

}
