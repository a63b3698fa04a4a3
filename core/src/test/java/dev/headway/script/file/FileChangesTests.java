package dev.headway.script.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.edit.EditedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link FileChanges}: all or nothing.
 */
class FileChangesTests {

	private EditedFolder folder;

	@BeforeEach
	void createFolder(@TempDir Path folder) {
		this.folder = new EditedFolder(folder).with("a", "1").with("b", "2").with("c", "3").with("HEAD", "head");
	}

	@Test
	void applyMakesAllChanges() {
		changes().apply(FileMover.plain());
		assertThat(this.folder.files()).containsExactly(Map.entry("HEAD", "new head\n"), Map.entry("a2", "10\n"),
				Map.entry("b2", "2"), Map.entry("c2", "3"), Map.entry("new", "4\n"), Map.entry("sub/new", "5\n"));
	}

	@Test
	void applyHandsEachRenameToTheMover() {
		List<String> moves = new ArrayList<>();
		changes().apply((from, to) -> {
			moves.add(from.getFileName() + " " + to.getFileName());
			Files.move(from, to);
		});
		assertThat(moves).containsExactly("a a2", "b b2", "c c2");
	}

	@ParameterizedTest
	@CsvSource({ "0,false", "1,false", "2,false", "0,true", "1,true", "2,true" })
	void applyWhenMoverFailsRestoresEverything(int step, boolean afterMoving) {
		Map<String, String> before = this.folder.files();
		int[] moves = new int[1];
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply((from, to) -> {
			boolean fails = moves[0]++ == step;
			if (!fails || afterMoving) {
				Files.move(from, to);
			}
			if (fails) {
				throw new IOException("git failed");
			}
		})).withMessage("Writing failed: git failed. All files were restored. Fix the cause, then try again.");
		assertThat(this.folder.files()).isEqualTo(before);
		assertThat(this.folder.path().resolve("sub")).doesNotExist();
	}

	@Test
	void applyWhenMoverCannotFinishRestoresEverythingAndFinishesThat() {
		Map<String, String> before = this.folder.files();
		List<String> moves = new ArrayList<>();
		FileMover mover = new FileMover() {

			@Override
			public void move(Path from, Path to) throws IOException {
				moves.add(from.getFileName() + " " + to.getFileName());
				Files.move(from, to);
			}

			@Override
			public void finish() throws IOException {
				moves.add("finish");
				if (moves.indexOf("finish") == moves.lastIndexOf("finish")) {
					throw new IOException("index.lock exists");
				}
			}

		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply(mover))
			.withMessageStartingWith("Writing failed: index.lock exists. All files were restored");
		assertThat(moves).containsExactly("a a2", "b b2", "c c2", "finish", "c2 c", "b2 b", "a2 a", "finish");
		assertThat(this.folder.files()).isEqualTo(before);
	}

	@Test
	void applyKeepsAJournalUntilTheEnd() {
		List<String> messages = new ArrayList<>();
		changes().apply((from, to) -> {
			messages.add(UnfinishedEdit.in(List.of(this.folder.path())).orElseThrow().message());
			Files.move(from, to);
		});
		assertThat(messages).hasSize(3)
			.allSatisfy((message) -> assertThat(message).contains("shows that an edit was interrupted"));
		assertThat(UnfinishedEdit.in(List.of(this.folder.path()))).isEmpty();
	}

	@Test
	void applyWhenAnotherEditIsUnfinishedChangesNothing() {
		List<Throwable> failures = new ArrayList<>();
		changes().apply((from, to) -> {
			Thread other = new Thread(() -> failures.add(catchThrowable(() -> changes().apply(FileMover.plain()))));
			other.start();
			other.interrupt();
			join(other);
			Files.move(from, to);
		});
		assertThat(failures).hasSize(3).allSatisfy((failure) -> assertThat(failure).isInstanceOf(EditException.class));
	}

	@Test
	void applyWhenMoverCannotMoveBackDoesItItself() {
		Map<String, String> before = this.folder.files();
		int[] moves = new int[1];
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply((from, to) -> {
			if (moves[0]++ > 1) {
				throw new IllegalStateException();
			}
			Files.move(from, to);
		})).withMessageStartingWith("Writing failed: IllegalStateException. All files were restored");
		assertThat(this.folder.files()).isEqualTo(before);
	}

	@Test
	void applyWhenLaterChangeFailsUndoesThoseBefore() {
		Map<String, String> before = this.folder.files();
		FileMover occupying = (from, to) -> {
			Files.move(from, to);
			Files.writeString(path("new"), "somebody else's");
		};
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply(occupying))
			.withMessageStartingWith("Writing failed: %s: it exists already.".formatted(path("new")));
		assertThat(this.folder.content("new")).isEqualTo("somebody else's");
		assertThat(this.folder.files()).containsAllEntriesOf(before).hasSize(before.size() + 1);
	}

	@Test
	void applyWhenInterruptedRestoresEverythingAndStaysInterrupted() {
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply((from, to) -> {
			Files.move(from, to);
			Thread.currentThread().interrupt();
		})).withMessageStartingWith("Writing failed: interrupted.");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.folder.files()).isEqualTo(before);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply(FileMover.plain()));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.folder.files()).isEqualTo(before);
	}

	@Test
	void applyWhenErrorIsThrownRestoresEverything() {
		Map<String, String> before = this.folder.files();
		int[] moves = new int[1];
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> changes().apply((from, to) -> {
			if (moves[0]++ == 1) {
				throw new StackOverflowError();
			}
			Files.move(from, to);
		}));
		assertThat(this.folder.files()).isEqualTo(before);
	}

	@Test
	void applyWhenFileCannotBePutBackKeepsItForTheAbort() throws IOException {
		FileChanges changes = new FileChanges(List.of(this.folder.path()),
				List.of(rewrite("HEAD", "head", "new head"), rename("b", "b2")));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes.apply((from, to) -> {
			Files.delete(path("HEAD"));
			Files.createDirectories(path("HEAD/in the way"));
			throw new IOException("broken");
		}))
			.withMessage(
					"Writing failed: broken. These files could not be restored: '%s' is not a regular file. Move it, then try again.. Fix the cause, then run 'db rebase --abort'.",
					path("HEAD"));
		Files.delete(path("HEAD/in the way"));
		Files.delete(path("HEAD"));
		assertThat(UnfinishedEdit.in(List.of(this.folder.path()))
			.orElseThrow()
			.undo(List.of(this.folder.path()), (name) -> true, FileMover.plain())).containsExactly("Restored HEAD");
		assertThat(this.folder.content("HEAD")).isEqualTo("head");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a2", "new", "sub/new" })
	void applyWhenTargetExistsChangesNothing(String target) {
		this.folder.with(target, "in the way");
		assertRefused("FileExists", "'%s' already exists. Move it, then try again.".formatted(path(target)));
	}

	@Test
	void applyWhenTwoChangesHaveTheSameTargetChangesNothing() {
		FileChanges changes = new FileChanges(List.of(this.folder.path()), List.of(rename("a", "x"), rename("b", "x")));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes.apply(FileMover.plain()));
		assertThat(this.folder.files()).containsKeys("a", "b").doesNotContainKey("x");
	}

	@Test
	void applyWhenFileWasChangedMeanwhileChangesNothing() {
		this.folder.with("HEAD", "other");
		assertRefused("FileChanged",
				"'%s' was changed in the meantime. Nothing was written. Try again.".formatted(path("HEAD")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "b" })
	void applyWhenFileIsGoneChangesNothing(String name) throws IOException {
		Files.delete(path(name));
		assertRefused("FileChanged",
				"'%s' was changed in the meantime. Nothing was written. Try again.".formatted(path(name)));
	}

	@Test
	void applyWhenFolderIsReadOnlyChangesNothing() throws IOException {
		Files.setPosixFilePermissions(this.folder.path(), PosixFilePermissions.fromString("r-xr-xr-x"));
		try {
			assumeThat(Files.isWritable(this.folder.path())).isFalse();
			assertRefused("NotWritable",
					"The folder '%s' is not writable. Change its permissions.".formatted(this.folder.path()));
		}
		finally {
			Files.setPosixFilePermissions(this.folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	@Test
	void applyKeepsPermissions() throws IOException {
		Files.setPosixFilePermissions(path("a"), PosixFilePermissions.fromString("rwxr-x--x"));
		changes().apply(FileMover.plain());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("a2")))).isEqualTo("rwxr-x--x");
	}

	@Test
	void applyWhenItFailsRestoresTimes() throws IOException {
		FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		Files.setLastModifiedTime(path("a"), time);
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply((from, to) -> {
			throw new IOException("no");
		}));
		assertThat(Files.getLastModifiedTime(path("a"))).isEqualTo(time);
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private FileChanges changes() {
		return new FileChanges(List.of(this.folder.path()),
				List.of(rewrite("a", "1", "10"), rename("a", "a2"), create("sub/new", "5"), rename("b", "b2"),
						rename("c", "c2"), create("new", "4"), rewrite("HEAD", "head", "new head")));
	}

	private FileChange create(String name, String content) {
		return new FileChange.Create(path(name), FileContent.of(List.of(content)));
	}

	private FileChange rename(String from, String to) {
		return new FileChange.Rename(path(from), path(to));
	}

	private FileChange rewrite(String name, String before, String after) {
		return new FileChange.Rewrite(path(name), FileContent.of(before.getBytes(StandardCharsets.UTF_8)),
				FileContent.of(List.of(after)));
	}

	private Path path(String name) {
		return this.folder.path().resolve(name);
	}

	private void assertRefused(String code, String message) {
		Map<String, String> before = this.folder.files();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> changes().apply(FileMover.plain()))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
		assertThat(this.folder.files()).isEqualTo(before);
	}

}
