package dev.headway.script.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.edit.EditedFolder;
import dev.headway.script.edit.ScriptFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EditJournal}, in folders with an interrupted edit.
 */
class EditJournalTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder);
	}

	@Test
	void abortUndoesAllChanges() {
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
	void abortWhenChangesWereNotMadeSkipsThem() {
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
	void abortWhenFileWasDeletedRestoresIt() {
		String uri = this.folder.path().toUri().toString();
		this.folder.with(".headway-1.tmp", "select 1;")
			.with(".headway-edit", "RENAME %1$sV1__a.sql %1$s.headway-1.tmp\n".formatted(uri));
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Restored V1__a.sql");
		assertThat(this.folder.files()).isEqualTo(Map.of("V1__a.sql", "select 1;"));
	}

	@Test
	void abortWhenRenameFailsCanBeRepeated() {
		this.folder.with("V1__a.sql", "")
			.with("V3__ü b.sql", "-- revises: 1\n")
			.with(".headway-1.tmp", "-- revises: base\n")
			.with(".headway-edit", journal());
		FileMover failing = (from, to) -> {
			throw new IOException("no");
		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(failing))
			.withMessage("Not all files could be restored: no. Fix the cause, then try again.");
		this.folder.scripts().abort(FileMover.plain());
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# a remark\n", "RENAME\n", "RENAME file:///a\n", "MOVE file:///a file:///b\n",
			"RENAME a b\n", "RENAME file:///a%zz file:///b\n", "RENAME unknown:///a unknown:///b\n", "\u00ff\n" })
	void abortWhenJournalIsDamagedFailsAndKeepsAllFiles(String journal) {
		this.folder.with("V1__a.sql", "")
			.with(".headway-1.tmp", "old content")
			.with(".headway-edit", journal.getBytes(StandardCharsets.ISO_8859_1));
		assertDamaged();
	}

	@Test
	void abortWhenLastLineOfJournalIsDamagedUndoesNothing() {
		this.folder.with("V4__new.sql", "")
			.with(".headway-1.tmp", "old content")
			.with(".headway-edit", journal() + "\n");
		assertDamaged();
	}

	@Test
	void writeAndReadUndoesAllChanges() throws IOException {
		this.folder.with("a b", "new a").with("c2", "c").with("new", "").with("old", "old a");
		EditJournal journal = new EditJournal();
		journal.add(EditJournal.Kind.REWRITE, path("a b"), path("old"));
		journal.add(EditJournal.Kind.RENAME, path("c"), path("c2"));
		journal.add(EditJournal.Kind.CREATE, path("new"), path("moved"));
		journal.write(new TemporaryFiles());
		assertThat(this.folder.files()).hasSize(5).containsKey(".headway-edit");
		assertThat(EditJournal.read(path(".headway-edit")).undo(FileMover.plain())).containsExactly("Deleted new",
				"Renamed c2 to c", "Restored a b");
		assertThat(this.folder.files()).isEqualTo(Map.of("a b", "old a", "c", "c"));
	}

	@Test
	void writeWhenOneChangeWritesNothing() throws IOException {
		EditJournal journal = new EditJournal();
		journal.add(EditJournal.Kind.RENAME, path("a"), path("b"));
		journal.write(new TemporaryFiles());
		assertThat(this.folder.files()).isEmpty();
	}

	@Test
	void undoFinishesTheMoverBeforeItDeletesTheJournal() throws IOException {
		this.folder.with("V3__ü b.sql", "").with(".headway-edit", journal());
		List<Boolean> journals = new ArrayList<>();
		FileMover mover = new FileMover() {

			@Override
			public void move(Path from, Path to) throws IOException {
				Files.move(from, to);
			}

			@Override
			public void finish() {
				journals.add(Files.exists(path(".headway-edit")));
			}

		};
		EditJournal.read(path(".headway-edit")).undo(mover);
		assertThat(journals).containsExactly(true);
		assertThat(path(".headway-edit")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sub/" })
	void editWhenJournalExistsFails(String place) {
		this.folder.with("V1__a.sql", "").with(place + ".headway-edit", "");
		ScriptFolder scripts = this.folder.scripts();
		for (Runnable edit : List.<Runnable>of(scripts::init, () -> scripts.rebase(EditedFolder.rebase("1", null)),
				() -> scripts.revision(EditedFolder.request("b")))) {
			assertThatExceptionOfType(EditException.class).isThrownBy(edit::run)
				.withMessageContaining("Run 'db rebase --abort' to restore all files.")
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("UnfinishedEdit"));
		}
	}

	private void assertDamaged() {
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.withMessage(
					"'%s' is empty or damaged. Nothing was changed. Restore the migrations from version control, then delete this file.",
					path(".headway-edit"))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.UNFINISHED_EDIT));
		assertThat(this.folder.files()).isEqualTo(before);
	}

	private Path path(String name) {
		return this.folder.path().resolve(name);
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
