package dev.headway.script.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

import dev.headway.script.edit.EditedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileTransaction}, without the checks that {@link FileChanges} makes
 * before it.
 */
class FileTransactionTests {

	private final RecordingMover mover = new RecordingMover();

	private EditedFolder folder;

	private final String home = System.getProperty("user.home");

	@BeforeEach
	void createFolder(@TempDir Path folder, @TempDir Path home) {
		System.setProperty("user.home", home.toString());
		this.folder = new EditedFolder(folder).with("a", "1").with("b", "2");
	}

	@AfterEach
	void restoreHome() {
		System.setProperty("user.home", this.home);
	}

	@Test
	void runMakesChangesInOrderAndFinishesOnce() {
		run(rename("a", "c"), rename("b", "a"), rewrite("a", "2", "3"));
		assertThat(this.mover.calls).containsExactly("a c", "b a", "finish");
		assertThat(this.folder.files()).isEqualTo(Map.of("a", "3", "c", "1"));
	}

	@Test
	void runWhenFileIsDeletedFreesItsName() {
		run(delete("a"), rename("b", "a"));
		assertThat(this.mover.calls.get(0)).matches("a \\.headway-.*\\.tmp");
		assertThat(this.folder.files()).isEqualTo(Map.of("a", "2"));
	}

	@Test
	void runWhenLaterChangeFailsRestoresDeletedFile() {
		assertFails(delete("a"), create("b", "3"));
	}

	@Test
	void runWhenPreparationFailsChangesNothingAndDoesNotCallTheMover() {
		assertFails(rename("a", "c"), create("new/d", "4"), rewrite("missing", "", "5"));
		assertThat(this.mover.calls).isEmpty();
	}

	@Test
	void runWhenFolderCannotBeCreatedChangesNothing() {
		assertFails(rewrite("b", "2", "3"), create("a/d", "4"));
	}

	@Test
	void runWhenFileToCreateExistsUndoesAllInReverseOrder() {
		assertFails(rename("a", "c"), rename("b", "d"), create("e", "5"), create("e", "6"));
		assertThat(this.mover.calls).containsExactly("a c", "b d", "d b", "c a", "finish");
	}

	@Test
	void runWhenTargetOfRenameIsMissingFolderRestoresRewrittenFile() {
		assertFails(rewrite("a", "1", "3"), rename("b", "none/b"));
	}

	@Test
	void runWhenSingleChangeFailsLeavesNoTemporaryFile() {
		assertFails(create("a", "3"));
	}

	@Test
	void runWhenUndoFailsReportsTheFilesThatAreLost() {
		FileMover failing = (from, to) -> {
			Files.delete(from);
			throw new IOException("disk error");
		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> transaction(failing, rename("a", "c")))
			.withMessage(
					"Writing failed: disk error. These files could not be restored: %s -> %s: no such file. Fix the cause, then run 'db rebase --abort'.",
					path("c"), path("a"))
			.satisfies((ex) -> assertThat(ex.error()).isEqualTo(EditError.WRITE_FAILED))
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void runWhenMoverFailsToFinishTheUndoReportsThat() {
		this.mover.failing = true;
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> run(rename("a", "c")))
			.withMessage(
					"Writing failed: locked. These files could not be restored: locked. Fix the cause, then run 'db rebase --abort'.");
		assertThat(this.mover.calls).containsExactly("a c", "finish", "c a", "finish");
	}

	private void run(FileChange... changes) {
		transaction(this.mover, changes);
	}

	private void transaction(FileMover mover, FileChange... changes) {
		List<Path> folders = List.of(this.folder.path());
		try {
			new FileTransaction(new FileChanges(folders, List.of(changes)), new ConfinedFiles(folders), mover)
				.run(Objects.requireNonNull(JournalFolder.of(this.folder.path())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertFails(FileChange... changes) {
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> run(changes))
			.withMessageStartingWith("Writing failed: ")
			.withMessageEndingWith(" All files were restored. Fix the cause, then try again.");
		assertThat(this.folder.files()).isEqualTo(before);
		assertThat(this.folder.path().resolve("new")).doesNotExist();
	}

	private FileChange create(String name, String content) {
		return new FileChange.Create(path(name), content(content));
	}

	private FileChange delete(String name) {
		return new FileChange.Delete(path(name), "because it is not needed");
	}

	private FileChange rename(String from, String to) {
		return new FileChange.Rename(path(from), path(to));
	}

	private FileChange rewrite(String name, String before, String after) {
		return new FileChange.Rewrite(path(name), content(before), content(after));
	}

	private Path path(String name) {
		return this.folder.path().resolve(name);
	}

	private static FileContent content(String text) {
		return FileContent.of(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Renames files and records the calls.
	 */
	private static final class RecordingMover implements FileMover {

		private final List<String> calls = new ArrayList<>();

		private boolean failing;

		@Override
		public void move(Path from, Path to) throws IOException {
			this.calls.add(from.getFileName() + " " + to.getFileName());
			Files.move(from, to);
		}

		@Override
		public void finish() throws IOException {
			this.calls.add("finish");
			if (this.failing) {
				throw new IOException("locked");
			}
		}

	}

}
