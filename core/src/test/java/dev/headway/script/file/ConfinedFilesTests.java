package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.script.edit.EditedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link ConfinedFiles}: a link or a path that leaves the folders is never
 * written through.
 */
class ConfinedFilesTests {

	private Path temporary;

	private EditedFolder outside;

	private Path folder;

	private ConfinedFiles files;

	@BeforeEach
	void createFolders(@TempDir Path temporary) throws IOException {
		this.temporary = temporary.toRealPath();
		this.outside = new EditedFolder(this.temporary.resolve("outside")).with("a", "1").with("sub/b", "2");
		this.folder = Files.createDirectories(this.temporary.resolve("repository/db"));
		this.files = new ConfinedFiles(List.of(this.folder));
	}

	@Test
	void realWhenFileIsInTheFolderIsItsPath() throws IOException {
		assertThat(this.files.real(this.folder.resolve("new/sub/a"))).isEqualTo(this.folder.resolve("new/sub/a"));
		assertThat(this.files.real(this.folder.resolve("new/../a"))).isEqualTo(this.folder.resolve("a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a", "sub/../../a", "../../outside/a", "", "." })
	void realWhenFileIsOutsideOfTheFolderFails(String name) {
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.files.real(this.folder.resolve(name)))
			.withMessageContaining("is outside of the folders that may be changed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "outside/a", "outside/none", "outside/sub", "repository/db/file", "repository/db/link" })
	void changeWhenFileIsALinkFails(String target) throws IOException {
		Files.writeString(this.folder.resolve("file"), "x");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.temporary.resolve(target));
		assertRefused(link);
	}

	@ParameterizedTest
	@ValueSource(strings = { "outside", "none", "repository/db/inside", "repository/db/link" })
	void changeWhenFolderIsALinkFails(String target) throws IOException {
		Files.createDirectory(this.folder.resolve("inside"));
		Files.createSymbolicLink(this.folder.resolve("link"), this.temporary.resolve(target));
		assertRefused(this.folder.resolve("link/a"));
		assertRefused(this.folder.resolve("link/sub/b"));
	}

	@Test
	void changeWhenFileIsNotRegularFails() throws IOException, InterruptedException {
		Path fifo = this.folder.resolve("fifo");
		assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> this.files.real(fifo))
			.withMessage("'%s' is not a regular file. Move it, then try again.", fifo);
	}

	@Test
	void realWhenLinkToTheFolderIsInAGitWorkTreeFails() throws IOException {
		Files.createDirectories(this.temporary.resolve("repository/.git"));
		Files.writeString(this.temporary.resolve("repository/.git/HEAD"), "ref: refs/heads/main");
		Path link = Files.createSymbolicLink(this.temporary.resolve("repository/link"),
				this.temporary.resolve("outside"));
		ConfinedFiles linked = new ConfinedFiles(List.of(link.resolve("sub")));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> linked.real(link.resolve("sub/b")))
			.withMessage(
					"'%s' is a link, and nothing is written, renamed or deleted through links. Specify the folder itself, or replace the link with a folder.",
					link);
	}

	@Test
	void realWhenALinkAboveMayBePartOfTheTreeFails() throws IOException {
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), this.temporary.resolve("outside"));
		ConfinedFiles linked = new ConfinedFiles(List.of(link.resolve("sub")));
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> linked.real(link.resolve("sub/b")))
			.withMessageContaining("is a link, and nothing is written, renamed or deleted through links.");
	}

	@Test
	void realWhenTheUserLinkedAFolderAboveAWorkTreeFollowsThat() throws IOException {
		Files.createDirectories(this.temporary.resolve("repository/.git"));
		Files.writeString(this.temporary.resolve("repository/.git/HEAD"), "ref: refs/heads/main");
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), this.temporary.resolve("repository"));
		ConfinedFiles linked = new ConfinedFiles(List.of(link.resolve("db")));
		assertThat(linked.real(link.resolve("db/a"))).isEqualTo(this.folder.resolve("a"));
	}

	@Test
	void realWhenDotsFollowALinkFails() throws IOException {
		Files.createSymbolicLink(this.temporary.resolve("link"), this.temporary.resolve("outside/sub"));
		Path around = this.temporary.resolve("link/../../repository/db");
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> new ConfinedFiles(List.of(this.temporary)).real(this.temporary.resolve("link/../a")))
			.withMessageContaining("goes through a link");
		assertThat(around).exists();
	}

	@Test
	void createWhenFileExistsFails() throws IOException {
		Path content = Files.writeString(this.temporary.resolve("content"), "x");
		Path file = Files.writeString(this.folder.resolve("a"), "old");
		assertThatIOException().isThrownBy(() -> this.files.create(content, file));
		assertThat(file).hasContent("old");
	}

	@Test
	void createFolderReturnsTheNewOnes() throws IOException {
		assertThat(this.files.createFolder(this.folder.resolve("a/b/c"))).containsExactly(this.folder.resolve("a/b"),
				this.folder.resolve("a"));
		assertThat(this.files.createFolder(this.folder.resolve("a/b/d"))).isEmpty();
	}

	@Test
	void folderOfIsTheInnermost() {
		ConfinedFiles nested = new ConfinedFiles(
				List.of(this.folder, this.folder.resolve("sub"), this.folder, this.temporary));
		assertThat(nested.folderOf(this.folder.resolve("a"))).isZero();
		assertThat(nested.folderOf(this.folder.resolve("sub/a"))).isOne();
		assertThat(nested.folderOf(this.folder)).isEqualTo(3);
	}

	private void assertRefused(Path file) throws IOException {
		Map<String, String> before = this.outside.files();
		Path content = Files.writeString(this.temporary.resolve("content"), "x");
		boolean deeper = file.getNameCount() > this.folder.getNameCount() + 2;
		for (Step step : List.<Step>of(() -> this.files.create(content, file), () -> this.files.replace(content, file),
				() -> this.files.delete(file), () -> this.files.deleteIfUnchanged(file, ""),
				() -> ConfinedFiles.rename(deeper ? this.files.real(file) : file, this.folder.resolve("renamed")),
				() -> ConfinedFiles.rename(content, deeper ? this.files.real(file) : file),
				() -> this.files.createFolder(file.resolve("sub")))) {
			assertThatExceptionOfType(Exception.class).isThrownBy(step::run)
				.isInstanceOfAny(EditException.class, IOException.class);
		}
		assertThat(this.outside.files()).isEqualTo(before);
		assertThat(content).hasContent("x");
		assertThat(this.folder.resolve("renamed")).doesNotExist();
	}

	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
