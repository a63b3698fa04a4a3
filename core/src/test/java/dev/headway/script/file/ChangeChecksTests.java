package dev.headway.script.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChangeChecks}.
 */
class ChangeChecksTests {

	@TempDir
	private Path folder;

	@BeforeEach
	void createFiles() throws IOException {
		Files.writeString(path("a"), "1");
		Files.writeString(path("b"), "2");
	}

	@Test
	void checkWhenAllChangesArePossiblePasses() {
		assertPasses(rewrite("a", "1"), new FileChange.Rename(path("a"), path("c")), create("new/folder/d"));
	}

	@Test
	void checkWhenFolderIsFileFails() {
		assertFails(create("a/new/d"), "'%s' is a file. Specify a folder.".formatted(path("a")));
	}

	@Test
	void checkWhenTargetIsBrokenLinkFails() throws IOException {
		Files.createSymbolicLink(path("link"), path("nowhere"));
		assertFails(create("link"), exists("link"));
		assertFails(new FileChange.Rename(path("a"), path("link")), exists("link"));
	}

	@Test
	void checkWhenFileIsALinkFails() throws IOException {
		Files.createSymbolicLink(path("link"), path("nowhere"));
		Files.createSymbolicLink(path("HEAD"), path("a"));
		for (FileChange change : List.of(new FileChange.Rename(path("link"), path("c")), rewrite("HEAD", "1"),
				new FileChange.Delete(path("HEAD"), "because"))) {
			assertFails(change,
					"'%s' is a link, and nothing is written, renamed or deleted through links. Replace it with a regular file."
						.formatted(change.path()));
		}
	}

	@Test
	void checkWhenRenamedFileIsMissingFails() {
		assertFails(new FileChange.Rename(path("c"), path("d")), changed("c"));
	}

	@Test
	void checkWhenRewrittenFileHasOtherContentOrIsAFolderFails() throws IOException {
		Files.createDirectory(path("folder"));
		assertFails(rewrite("b", "1"), changed("b"));
		assertFails(rewrite("folder", ""),
				"'%s' is not a regular file. Move it, then try again.".formatted(path("folder")));
	}

	@Test
	void checkWhenFileIsCreatedTwiceFails() {
		assertThatExceptionOfType(EditException.class)
			.isThrownBy(() -> checks().check(List.of(create("c"), create("c"))))
			.withMessage(exists("c"));
	}

	private void assertPasses(FileChange... changes) {
		assertThatCode(() -> checks().check(List.of(changes))).doesNotThrowAnyException();
	}

	private void assertFails(FileChange change, String message) {
		assertThatExceptionOfType(EditException.class).isThrownBy(() -> checks().check(List.of(change)))
			.withMessage(message);
	}

	private ChangeChecks checks() {
		return new ChangeChecks(new ConfinedFiles(List.of(this.folder)));
	}

	private String exists(String name) {
		return "'%s' already exists. Move it, then try again.".formatted(path(name));
	}

	private String changed(String name) {
		return "'%s' was changed in the meantime. Nothing was written. Try again.".formatted(path(name));
	}

	private FileChange create(String name) {
		return new FileChange.Create(path(name), content(""));
	}

	private FileChange rewrite(String name, String before) {
		return new FileChange.Rewrite(path(name), content(before), content("new"));
	}

	private Path path(String name) {
		return this.folder.resolve(name);
	}

	private static FileContent content(String text) {
		return FileContent.of(text.getBytes(StandardCharsets.UTF_8));
	}

}
