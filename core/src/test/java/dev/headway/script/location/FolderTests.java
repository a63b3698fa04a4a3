package dev.headway.script.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.as;
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
			.containsEntry("sub/V1__a.sql",
					new Folder.Content(this.root.resolve("sub").resolve("V1__a.sql"), null, false));
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

	@Test
	void filesWhenAFolderIsTooDeepNamesIt() throws IOException {
		String deep = ("d".repeat(200) + "/").repeat(15);
		Path upper = Files.createDirectories(this.root.resolve("upper").resolve(deep));
		Files.createDirectories(this.root.resolve("lower").resolve(deep));
		Files.move(this.root.resolve("lower"), upper.resolve("lower"));
		try {
			assertThat(new Folder(this.root).files()).hasSize(1).allSatisfy((path, content) -> {
				assertThat(path).startsWith("upper/" + deep + "lower/");
				assertThat(content.folder()).isTrue();
				assertThat(content.failure()).isEqualTo(
						"it cannot be read (File name too long), so migrations in it would be missing. Fix its permissions, or move it out of the location.");
			});
		}
		finally {
			Files.move(upper.resolve("lower"), this.root.resolve("lower"));
		}
	}

	@Test
	void filesWhenLinksLeadToTheSameFoldersAgainAndAgainEnds() throws IOException {
		for (int from = 0; from < 12; from++) {
			Path folder = Files.createDirectory(this.root.resolve("d" + from));
			for (int to = 0; to < 12; to++) {
				Files.createSymbolicLink(folder.resolve("l" + to), Path.of("..", "d" + to));
			}
		}
		assertThat(new Folder(this.root).files().values()).singleElement()
			.extracting(Folder.Content::failure, as(InstanceOfAssertFactories.STRING))
			.startsWith("it cannot be read (links lead to the same folders again and again)");
	}

	@Test
	void filesWhenALinkLeadsToAFolderAboveIgnoresIt() throws IOException {
		write("sub/V1__a.sql");
		Files.createSymbolicLink(this.root.resolve("sub/loop"), Path.of(".."));
		assertThat(new Folder(this.root).files().keySet()).containsExactly("sub/V1__a.sql");
	}

	@Test
	void filesWhenTheLocaleCannotExpressANameSeesAll() throws Exception {
		write("V1__a.sql");
		run("touch $(printf 'V2__gr\\366\\377e.sql')");
		write("V3__b.sql");
		Map<String, Folder.Content> files = new Folder(this.root).files();
		assertThat(files).hasSize(3);
		assertThat(files.values().stream().map(Folder.Content::failure).filter(Objects::nonNull))
			.singleElement(as(InstanceOfAssertFactories.STRING))
			.startsWith("this process cannot read the name, because the locale's encoding is "
					+ System.getProperty("sun.jnu.encoding"));
	}

	private void run(String script) throws Exception {
		Process process = new ProcessBuilder("sh", "-ec", script).directory(this.root.toFile()).start();
		assertThat(process.waitFor()).isZero();
	}

	private void write(String path) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "select 1;");
	}

}
