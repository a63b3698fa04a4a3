package dev.headway.script.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.edit.EditedFolder;
import dev.headway.script.edit.ScriptFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link EditJournal} and {@link UnfinishedEdit}, in folders with an
 * interrupted edit.
 */
class EditJournalTests {

	private static final String TEMPORARY = ".headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp";

	private Path outside;

	private EditedFolder folder;

	private Path edit;

	@BeforeEach
	void createFolder(@TempDir Path temporary) throws IOException {
		this.outside = Files.writeString(temporary.resolve("precious"), "precious");
		Path folder = temporary.resolve("repository/db");
		Files.createDirectories(folder);
		Files.createDirectories(temporary.resolve("repository/.git"));
		Files.writeString(temporary.resolve("repository/.git/HEAD"), "ref: refs/heads/main\n");
		this.folder = new EditedFolder(folder);
		JournalFolder place = place();
		place.lock().close();
		this.edit = place.begin();
	}

	@AfterEach
	void nothingOutsideHasChanged() {
		assertThat(this.outside).hasContent("precious");
	}

	@Test
	void abortUndoesAllChanges() throws IOException {
		this.folder.with("V1__a.sql", "")
			.with("V3__ü b.sql", "-- revises: 1\n")
			.with("V4__new.sql", "new\n")
			.with(TEMPORARY.replace("1b4e", "2b4e"), "left over");
		write();
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Deleted V4__new.sql",
				"Renamed V3__ü b.sql to V2__ü b.sql", "Restored V2__ü b.sql");
		assertThat(this.folder.files()).containsAllEntriesOf(before());
		assertThat(this.edit).doesNotExist();
	}

	@Test
	void abortWhenChangesWereNotMadeSkipsThem() throws IOException {
		this.folder.with("V1__a.sql", "").with("V2__ü b.sql", "-- revises: 1\n");
		write();
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Restored V2__ü b.sql");
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("NothingToDo"));
	}

	@Test
	void abortWhenFileWasDeletedRestoresIt() throws IOException {
		EditJournal journal = new EditJournal(this.edit);
		Files.writeString(this.edit.resolve(TEMPORARY), "select 1;");
		journal.add(EditJournal.Kind.DELETE, 0, Path.of("V1__a.sql"), Path.of(TEMPORARY), "");
		journal.write(List.of("db"));
		assertThat(this.folder.scripts().abort(FileMover.plain())).containsExactly("Restored V1__a.sql");
		assertThat(this.folder.files()).isEqualTo(Map.of("V1__a.sql", "select 1;"));
	}

	@Test
	void abortWhenRenameFailsCanBeRepeated() throws IOException {
		this.folder.with("V1__a.sql", "").with("V3__ü b.sql", "-- revises: 1\n");
		write();
		FileMover failing = (from, to) -> {
			throw new IOException("no");
		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(failing))
			.withMessage("Not all files could be restored: no. Fix the cause, then try again.");
		this.folder.scripts().abort(FileMover.plain());
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@Test
	void abortWhenNewFileWasEditedKeepsIt() throws IOException {
		this.folder.with("V1__a.sql", "").with("V2__ü b.sql", "-- revises: base\n").with("V4__new.sql", "edited\n");
		write();
		assertThat(this.folder.scripts().abort(FileMover.plain()))
			.containsExactly("Kept V4__new.sql, because it was changed");
		assertThat(this.folder.content("V4__new.sql")).isEqualTo("edited\n");
	}

	@Test
	void abortWhenRewrittenFileWasEditedKeepsItUntilItIsMoved() throws IOException {
		this.folder.with("V1__a.sql", "").with("V3__ü b.sql", "edited\n");
		write();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.withMessage(
					"'%s' was changed after the edit was interrupted. Move it to another folder, then run 'db rebase --abort' again.",
					path("V2__ü b.sql"));
		Files.move(path("V2__ü b.sql"), this.folder.path().resolveSibling("edited"));
		this.folder.scripts().abort(FileMover.plain());
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# a remark\n", "rename\nend\n",
			"folder db\nmove 0 V1__a.sql V2__a.sql -\nend\n", "rename 0 V1__a.sql V2__a.sql -\nend\n",
			"folder db\nrename 0 V1__a.sql V2__a.sql -\n", "folder db\nrename x V1__a.sql V2__a.sql -\nend\n",
			"folder db\nrename 0 V1__%zz.sql V2__a.sql -\nend\n", "folder db\nrename 0 V1__%00.sql V2__a.sql -\nend\n",
			"end\nfolder db\n", "folder d%00b\nend\n", "\u00ff\nend\n",
			"folder db\nrename 0 ../../precious V2__a.sql -\nend\n",
			"folder db\ncreate 0 sub/../../../precious x -\nend\n", "folder db\nrename 0 %s V2__a.sql -\nend\n",
			"folder db\ncreate 0 evil.txt x -\nend\n", "folder db\nrewrite 0 V1__a.sql ../../../precious -\nend\n",
			"folder db\nrewrite 0 V1__a.sql ../" + TEMPORARY + " -\nend\n",
			"folder db\ndelete 0 V1__a.sql V9__z.sql -\nend\n", "folder db\nrename -1 V1__a.sql V2__a.sql -\nend\n" })
	void abortWhenJournalIsDamagedFailsAndKeepsAllFiles(String journal) throws IOException {
		this.folder.with("V1__a.sql", "").with("evil.txt", "evil");
		Files.write(this.edit.resolve("journal"),
				journal.replace("%s", this.outside.toString()).getBytes(StandardCharsets.ISO_8859_1));
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.withMessageStartingWith("'%s' shows that an edit was interrupted, but not what it has changed: "
				.formatted(this.edit.resolve("journal")))
			.withMessageEndingWith("'%s' has copies of their old contents. Then delete that folder.", this.edit)
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.UNFINISHED_EDIT));
		assertThat(this.folder.files()).isEqualTo(before);
		assertThat(this.edit.resolve("journal")).exists();
	}

	@ParameterizedTest
	@ValueSource(strings = { "other", "", "db/sub", "/", ".." })
	void abortWhenJournalIsForAnotherFolderRefuses(String name) throws IOException {
		EditJournal journal = new EditJournal(this.edit);
		journal.add(EditJournal.Kind.RENAME, 0, Path.of("V1__a.sql"), Path.of("precious"), "");
		journal.write(List.of("db", name));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.UNFINISHED_EDIT));
	}

	@Test
	void abortWhenFileBecameALinkRefuses() throws IOException {
		this.folder.with("V1__a.sql", "").with("V3__ü b.sql", "-- revises: 1\n");
		write();
		Files.createSymbolicLink(path("V4__new.sql"), this.outside);
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.withMessageContaining("is a link, and nothing is written, renamed or deleted through links.");
		Files.delete(path("V4__new.sql"));
		this.folder.scripts().abort(FileMover.plain());
		assertThat(this.folder.files()).containsExactlyInAnyOrderEntriesOf(before());
	}

	@Test
	void inWhenRepositoryWasMovedFindsTheEdit() throws IOException {
		this.folder.with("V1__a.sql", "").with("V2__ü b.sql", "-- revises: 1\n");
		write();
		Path repository = this.outside.resolveSibling("repository");
		Path moved = Files.move(repository, repository.resolveSibling("moved"));
		EditedFolder folder = new EditedFolder(moved.resolve("db"));
		assertThat(folder.scripts().abort(FileMover.plain())).containsExactly("Restored V2__ü b.sql");
	}

	@Test
	void inWhenEditIsInAnotherFolderIsEmpty() throws IOException {
		write();
		Path repository = this.outside.resolveSibling("repository");
		assertThat(UnfinishedEdit.in(List.of(repository.resolve("db2"), repository.resolve("d")))).isEmpty();
		Files.createDirectory(repository.resolve("db2"));
		assertThat(UnfinishedEdit.in(List.of(repository.resolve("db2")))).isEmpty();
		assertThat(UnfinishedEdit.in(List.of(repository))).isPresent();
		assertThat(UnfinishedEdit.in(List.of(this.folder.path()))).isPresent();
	}

	/**
	 * A file of that name was the journal once, and Git can bring it.
	 */
	@Test
	void abortWhenJournalIsNextToTheMigrationsIgnoresIt() {
		String uri = this.folder.path().toUri().toString();
		this.folder.with("V1__a.sql", "-- revises: base\n")
			.with("evil.txt", "evil")
			.with(".headway-edit", "CREATE %3$s %2$snone\nREWRITE %1$s %2$sevil.txt\nRENAME %2$sloot %1$s\n"
				.formatted(this.outside.toUri(), uri, this.outside.toUri()));
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.folder.scripts().abort(FileMover.plain()))
			.withMessage("No edit was interrupted here, so there is nothing to abort.");
		assertThat(this.folder.files()).isEqualTo(before);
		assertThat(this.folder.scripts().scripts().problems()).isEmpty();
		this.folder.scripts().revision(EditedFolder.request("b")).apply(FileMover.plain());
		assertThat(this.folder.files()).containsAllEntriesOf(before).containsKey("V2__b.sql");
	}

	@Test
	void writeWhenJournalExistsFails() throws IOException {
		write();
		assertThatIOException().isThrownBy(() -> new EditJournal(this.edit).write(List.of()))
			.isInstanceOf(FileAlreadyExistsException.class);
	}

	@Test
	void undoFinishesTheMoverBeforeItDeletesTheJournal() throws IOException {
		this.folder.with("V3__ü b.sql", "-- revises: 1\n");
		write();
		List<Boolean> journals = new ArrayList<>();
		FileMover mover = new FileMover() {

			@Override
			public void move(Path from, Path to) throws IOException {
				Files.move(from, to);
			}

			@Override
			public void finish() {
				journals.add(Files.exists(EditJournalTests.this.edit.resolve("journal")));
			}

		};
		this.folder.scripts().abort(mover);
		assertThat(journals).containsExactly(true);
	}

	@Test
	void editWhenJournalExistsFails() throws IOException {
		this.folder.with("V1__a.sql", "");
		write();
		ScriptFolder scripts = this.folder.scripts();
		for (Runnable edit : List.<Runnable>of(scripts::init, () -> scripts.rebase(EditedFolder.rebase("1", null)),
				() -> scripts.revision(EditedFolder.request("b")))) {
			assertThatExceptionOfType(EditException.class).isThrownBy(edit::run)
				.withMessageContaining(
						"'%s' shows that an edit was interrupted or is still running. Run 'db rebase --abort' to restore all files."
							.formatted(this.edit.resolve("journal")))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo("UnfinishedEdit"));
		}
	}

	private JournalFolder place() throws IOException {
		return Objects.requireNonNull(JournalFolder.of(this.folder.path()));
	}

	private Path path(String name) {
		return this.folder.path().resolve(name);
	}

	private static Map<String, String> before() {
		return Map.of("V1__a.sql", "", "V2__ü b.sql", "-- revises: base\n");
	}

	/**
	 * An edit that rewrites and renames a file, and creates another one.
	 */
	private void write() throws IOException {
		Files.writeString(this.edit.resolve(TEMPORARY), "-- revises: base\n");
		EditJournal journal = new EditJournal(this.edit);
		journal.add(EditJournal.Kind.REWRITE, 0, Path.of("V2__ü b.sql"), Path.of(TEMPORARY),
				FileContent.of(List.of("-- revises: 1")).digest());
		journal.add(EditJournal.Kind.RENAME, 0, Path.of("V2__ü b.sql"), Path.of("V3__ü b.sql"), "");
		journal.add(EditJournal.Kind.CREATE, 0, Path.of("V4__new.sql"), Path.of("x"),
				FileContent.of(List.of("new")).digest());
		journal.write(List.of("db"));
	}

}
