package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.script.edit.EditedFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link TemporaryFiles}.
 */
class TemporaryFilesTests {

	@TempDir
	private Path root;

	private final TemporaryFiles temporary = new TemporaryFiles();

	@Test
	void folderCreatesMissingFoldersAndDeleteRemovesThem() throws IOException {
		assertThat(this.temporary.folder(this.root.resolve("a/b/file"))).isEqualTo(this.root.resolve("a/b"))
			.isDirectory();
		this.temporary.delete();
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void deleteKeepsExistingFoldersAndNewOnesWithFiles() throws IOException {
		Files.createDirectory(this.root.resolve("a"));
		this.temporary.folder(this.root.resolve("a/file"));
		Files.writeString(this.temporary.folder(this.root.resolve("b/c/file")).resolve("file"), "");
		this.temporary.delete();
		assertThat(this.root.resolve("a")).isEmptyDirectory();
		assertThat(this.root.resolve("b/c/file")).exists();
	}

	@Test
	void createWritesContentNextToTheFileAndDeleteRemovesIt() throws IOException {
		Path file = this.temporary.create(this.root, FileContent.of(List.of("x")));
		assertThat(file).hasParent(this.root).hasContent("x");
		assertThat(file.getFileName().toString()).startsWith(".headway-").endsWith(".tmp");
		this.temporary.delete();
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void copyKeepsContentAndTime() throws IOException {
		Path file = Files.writeString(this.root.resolve("a"), "x");
		FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		Files.setLastModifiedTime(file, time);
		Path copy = this.temporary.copy(file);
		assertThat(copy).hasContent("x").hasParent(this.root);
		assertThat(Files.getLastModifiedTime(copy)).isEqualTo(time);
	}

	@Test
	void replacementHasThePermissionsOfTheFile() throws IOException {
		Path file = Files.writeString(this.root.resolve("a"), "x");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x--x"));
		Path replacement = this.temporary.replacement(file, FileContent.of(List.of("y")));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(replacement))).isEqualTo("rwx--x--x");
		TemporaryFiles.replace(replacement, file);
		assertThat(file).hasContent("y");
		assertThat(replacement).doesNotExist();
	}

	@Test
	void restoreWhenFileCannotBeReplacedKeepsTheCopy() throws IOException {
		Path file = Files.writeString(this.root.resolve("a"), "x");
		Path copy = this.temporary.copy(file);
		Files.delete(file);
		Files.createDirectories(this.root.resolve("a/in the way"));
		assertThatIOException().isThrownBy(() -> this.temporary.restore(copy, file))
			.withMessage("'%s' (its content is in '%s')", file, copy.getFileName());
		this.temporary.delete();
		assertThat(copy).hasContent("x");
	}

	@Test
	void deleteLeftoversDeletesOnlyTemporaryFiles() throws IOException {
		EditedFolder folder = new EditedFolder(this.root).with(".headway-1.tmp", "")
			.with(".headway-edit", "")
			.with("a.tmp", "")
			.with("sub/.headway-2.tmp", "");
		TemporaryFiles.deleteLeftovers(this.root);
		assertThat(folder.files()).containsOnlyKeys(".headway-edit", "a.tmp", "sub/.headway-2.tmp");
	}

	@Test
	void describeNamesWhatTheMessageDoesNotSay() {
		assertThat(TemporaryFiles.describe(new AccessDeniedException("/a"))).isEqualTo("/a (AccessDeniedException)");
		assertThat(TemporaryFiles.describe(new FileSystemException("/a", null, "disk full")))
			.isEqualTo("/a: disk full");
		assertThat(TemporaryFiles.describe(new IOException("broken"))).isEqualTo("broken");
		assertThat(TemporaryFiles.describe(new IllegalStateException())).isEqualTo("IllegalStateException");
	}

}
