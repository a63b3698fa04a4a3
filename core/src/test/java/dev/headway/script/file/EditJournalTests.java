package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.edit.EditedFolder;
import dev.headway.script.edit.RevisionRequest;
import dev.headway.script.edit.ScriptFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EditJournal}, on folders as killed programs leave them.
 */
class EditJournalTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder);
	}

	@Test
	void abortUndoesWhatWasDone() {
		this.folder.with("V1__a.sql", "")
			.with("V3__ü b.sql", "-- revises: 1\n")
			.with("V4__new.sql", "")
			.with(".headway-1.tmp", "-- revises: base\n")
			.with(".headway-3.tmp", "left over")
			.with(".headway-edit", journal());
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Deleted V4__new.sql",
				"Renamed V3__ü b.sql to V2__ü b.sql", "Restored V2__ü b.sql");
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@Test
	void abortLeavesWhatWasNotDone() {
		this.folder.with("V1__a.sql", "")
			.with("V2__ü b.sql", "-- revises: base\n")
			.with(".headway-1.tmp", "-- revises: base\n")
			.with(".headway-2.tmp", "")
			.with(".headway-edit", journal());
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Restored V2__ü b.sql");
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NothingToDo"));
	}

	@Test
	void abortWhenFileIsInTheWayFailsAndMayBeRepeated() {
		this.folder.with("V1__a.sql", "")
			.with("V3__ü b.sql", "-- revises: 1\n")
			.with(".headway-1.tmp", "-- revises: base\n")
			.with(".headway-edit", journal());
		FileMover failing = (from, to) -> {
			throw new IOException("no");
		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(failing))
			.withMessage("Not all files could be put back: no. Mend the cause, and try again");
		this.folder.scripts().abort(FileMover.plain());
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sub/" })
	void everythingIsRefusedWhileTheJournalIsThere(String place) {
		this.folder.with("V1__a.sql", "").with(place + ".headway-edit", "");
		ScriptFolder scripts = this.folder.scripts();
		for (Runnable edit : List.<Runnable>of(scripts::init, () -> scripts.rebase("1", null),
				() -> scripts.revision(RevisionRequest.of("b")))) {
			assertThatExceptionOfType(EditException.class).isThrownBy(edit::run)
				.withMessageContaining("'db rebase --abort' puts all files back")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("UnfinishedEdit"));
		}
	}

	private static Map<String, String> before() {
		return Map.of("V1__a.sql", "", "V2__ü b.sql", "-- revises: base\n");
	}

	private String journal() {
		return String.join("\n", "# a remark", line("REWRITE", "V2__ü b.sql", ".headway-1.tmp"),
				line("RENAME", "V2__ü b.sql", "V3__ü b.sql"), line("CREATE", "V4__new.sql", ".headway-2.tmp"), "");
	}

	private String line(String kind, String file, String other) {
		return String.join(" ", kind, this.folder.path().resolve(file).toUri().toString(),
				this.folder.path().resolve(other).toUri().toString());
	}

}
