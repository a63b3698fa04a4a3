package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Folder}.
 */
class FolderTests {

	@TempDir
	private Path root;

	@Test
	void filesAreInOrderOfTheirPaths() throws IOException {
		write("V2__b.sql");
		write("sub/V1__a.sql");
		write("V1__a.sql");
		assertThat(new Folder(this.root).files()).hasSize(3)
			.containsEntry("sub/V1__a.sql", this.root.resolve("sub").resolve("V1__a.sql"));
		assertThat(new Folder(this.root).files().keySet()).containsExactly("V1__a.sql", "V2__b.sql", "sub/V1__a.sql");
	}

	@Test
	void filesWhenKubernetesMountsAVolumeHasEachOnce() throws IOException {
		write("..2026_01_31/V1__a.sql");
		Files.createSymbolicLink(this.root.resolve("..data"), Path.of("..2026_01_31"));
		Files.createSymbolicLink(this.root.resolve("V1__a.sql"), Path.of("..data", "V1__a.sql"));
		assertThat(new Folder(this.root).files().keySet()).containsExactly("V1__a.sql");
	}

	@Test
	void filesWhenTheFolderItselfIsHiddenAreFound() throws IOException {
		write(".hidden/V1__a.sql");
		write(".hidden/.deeper/V2__b.sql");
		assertThat(new Folder(this.root.resolve(".hidden")).files().keySet()).containsExactly("V1__a.sql");
	}

	@Test
	void filesWhenFolderIsGoneThrows() {
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> new Folder(this.root.resolve("none")).files());
	}

	private void write(String path) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "select 1;");
	}

}
