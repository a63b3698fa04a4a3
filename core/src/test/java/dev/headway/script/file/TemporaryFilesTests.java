package dev.headway.script.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemporaryFiles}.
 */
class TemporaryFilesTests {

	@TempDir
	private Path root;

	@TempDir
	private Path edit;

	private TemporaryFiles temporary;

	@BeforeEach
	void create() {
		this.temporary = new TemporaryFiles(this.edit, new ConfinedFiles(List.of(this.root)));
	}

	@Test
	void createCreatesMissingFoldersAndDeleteFoldersRemovesThem() throws IOException {
		Path file = this.temporary.create(this.root.resolve("a/b/file"), FileContent.of(List.of("x")));
		assertThat(file).hasParent(this.edit).hasContent("x");
		assertThat(this.root.resolve("a/b")).isEmptyDirectory();
		this.temporary.deleteFolders();
		assertThat(this.root).isEmptyDirectory();
	}

	@Test
	void deleteFoldersKeepsExistingFoldersAndNewOnesWithFiles() throws IOException {
		Files.createDirectory(this.root.resolve("a"));
		this.temporary.create(this.root.resolve("a/file"), FileContent.of(List.of("x")));
		this.temporary.create(this.root.resolve("b/c/file"), FileContent.of(List.of("x")));
		Files.writeString(this.root.resolve("b/c/file"), "");
		this.temporary.deleteFolders();
		assertThat(this.root.resolve("a")).isEmptyDirectory();
		assertThat(this.root.resolve("b/c/file")).exists();
	}

	@Test
	void copyKeepsContentAndTime() throws IOException {
		Path file = Files.writeString(this.root.resolve("a"), "x");
		FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		Files.setLastModifiedTime(file, time);
		Path copy = this.temporary.copy(file);
		assertThat(copy).hasContent("x").hasParent(this.edit);
		assertThat(Files.getLastModifiedTime(copy)).isEqualTo(time);
	}

	@Test
	void replacementHasThePermissionsOfTheFile() throws IOException {
		Path file = Files.writeString(this.root.resolve("a"), "x");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x--x"));
		Path replacement = this.temporary.replacement(file, FileContent.of(List.of("y")));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(replacement))).isEqualTo("rwx--x--x");
		assertThat(replacement).hasContent("y");
	}

	@Test
	void deleteLeftoversDeletesOnlyTemporaryFilesOfTheFolder() throws IOException {
		String name = TemporaryFiles.newName();
		Path outside = Files.createDirectory(this.edit.resolve("outside"));
		Files.createDirectory(this.root.resolve("sub"));
		for (Path file : List.of(this.root.resolve(name), this.root.resolve("sub/" + name), outside.resolve(name),
				this.root.resolve(".headway-1.tmp"), this.root.resolve("a.tmp"))) {
			Files.writeString(file, "");
		}
		Files.createSymbolicLink(this.root.resolve("folder"), outside);
		Path link = Files.createSymbolicLink(this.root.resolve(TemporaryFiles.newName()), outside.resolve(name));
		TemporaryFiles.deleteLeftovers(this.root);
		assertThat(this.root.resolve(name)).doesNotExist();
		assertThat(this.root.resolve("sub")).isEmptyDirectory();
		assertThat(this.root.resolve(".headway-1.tmp")).exists();
		assertThat(this.root.resolve("a.tmp")).exists();
		assertThat(outside.resolve(name)).exists();
		assertThat(link).isSymbolicLink();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".headway-edit", ".headway-1.tmp", "x.headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp",
			".headway-1b4e28ba-2fa1-11d2-883f-0016d3cca427.tmp/x", "" })
	void isTemporaryWhenNameIsAnotherIsFalse(String name) {
		assertThat(TemporaryFiles.isTemporary(name)).isFalse();
	}

	@Test
	void isTemporaryLooksAtTheName() {
		assertThat(TemporaryFiles.isTemporary("a/" + TemporaryFiles.newName())).isTrue();
		assertThat(TemporaryFiles.isTemporary("a\\" + TemporaryFiles.newName())).isTrue();
	}

}
