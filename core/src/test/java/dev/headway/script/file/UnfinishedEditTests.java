package dev.headway.script.file;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.MigrationScripts;
import dev.headway.script.ScriptListing;
import dev.headway.script.ScriptProblem;
import dev.headway.script.ScriptSettings;
import dev.headway.script.edit.EditedFolder;
import dev.headway.script.location.ScriptLocations;
import dev.headway.script.location.SourceFolders;
import dev.headway.testing.Background;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnfinishedEdit}: who sees it.
 */
class UnfinishedEditTests {

	private Path top;

	private EditedFolder folder;

	private Path built;

	@BeforeEach
	void createProject(@TempDir Path temporary) throws IOException {
		this.top = temporary;
		Files.createDirectories(temporary.resolve(".git"));
		Files.writeString(temporary.resolve(".git/HEAD"), "ref: refs/heads/main\n");
		this.folder = new EditedFolder(temporary.resolve("src/main/resources/db/migration")).with("V1__a.sql", "");
		this.built = temporary.resolve("target/classes");
		new EditedFolder(this.built.resolve("db/migration")).with("V1__a.sql", "");
	}

	@Test
	void loadWhenAnEditOfTheSourcesIsUnfinishedIsAProblem() throws IOException {
		try (URLClassLoader classPath = new URLClassLoader(new URL[] { this.built.toUri().toURL() }, null)) {
			List<Supplier<ScriptListing>> sources = List.of(
					ScriptLocations.of(List.of("classpath:db/migration"), classPath),
					ScriptLocations.of(List.of("filesystem:" + this.folder.path()), classPath),
					ScriptLocations.of(this.folder.path()), () -> {
						SourceFolders folders = SourceFolders.of(this.folder.path());
						return folders.listing(folders.list());
					});
			assertThat(sources).allSatisfy((source) -> assertThat(problems(source)).isEmpty());
			List<List<String>> during = new ArrayList<>();
			this.folder.scripts().revision(EditedFolder.request("b")).apply(new FileMover() {

				@Override
				public void move(Path from, Path to) {
					throw new IllegalStateException();
				}

				@Override
				public void finish() {
					sources.forEach((source) -> during.add(problems(source)));
				}

			});
			assertThat(during).hasSize(4).allSatisfy((problems) -> assertThat(problems).contains("UNFINISHED_EDIT"));
			assertThat(sources).allSatisfy((source) -> assertThat(problems(source)).isEmpty());
		}
	}

	@Test
	void inWhileOtherFoldersAreEditedIsEmpty() throws Exception {
		Path other = Files.createDirectories(this.top.resolve("other/db/migration"));
		CompletableFuture<Void> edits = Background.run(() -> IntStream.range(0, 30)
			.forEach((i) -> this.folder.scripts().revision(EditedFolder.request("r" + i)).apply(FileMover.plain())));
		List<String> seen = IntStream.range(0, 4).parallel().boxed().flatMap((reader) -> {
			List<String> messages = new ArrayList<>();
			while (!edits.isDone()) {
				UnfinishedEdit.in(List.of(other)).map(UnfinishedEdit::message).ifPresent(messages::add);
			}
			return messages.stream();
		}).toList();
		edits.get();
		assertThat(seen).isEmpty();
	}

	/**
	 * The folder for journals and the migrations can be in different file systems.
	 */
	@Test
	void applyWhenJournalIsInAnotherFileSystemIsAtomicAsWell() throws IOException {
		Path memory = Path.of("/dev/shm");
		if (!Files.isWritable(memory) || Files.getFileStore(memory).equals(Files.getFileStore(this.top))) {
			return;
		}
		Path directory = Files.createTempDirectory(memory, "headway");
		try {
			Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/main\n");
			Files.delete(this.top.resolve(".git/HEAD"));
			Files.delete(this.top.resolve(".git"));
			Files.writeString(this.top.resolve(".git"), "gitdir: " + directory);
			this.folder.with("V2__b.sql", "-- revises: 1\n").with("V3__c.sql", "-- revises: 1\n").with("HEAD", "x\n");
			this.folder.scripts().rebase(EditedFolder.rebase("2", "3")).apply(FileMover.plain());
			assertThat(this.folder.files()).containsOnlyKeys("HEAD", "V1__a.sql", "V3__c.sql", "V4__b.sql");
			assertThat(this.folder.content("HEAD")).isEqualTo("4 V4__b.sql\n");
			assertThat(directory.resolve("headway/lock")).exists();
			assertThat(directory.resolve("headway")).isDirectoryNotContaining("glob:**edit-*");
		}
		finally {
			Files.deleteIfExists(directory.resolve("headway/lock"));
			Files.deleteIfExists(directory.resolve("headway"));
			Files.deleteIfExists(directory.resolve("HEAD"));
			Files.deleteIfExists(directory);
		}
	}

	private static List<String> problems(Supplier<ScriptListing> source) {
		return MigrationScripts.load(ScriptSettings.standard(), source, List.of())
			.problems()
			.stream()
			.map(ScriptProblem::code)
			.toList();
	}

}
