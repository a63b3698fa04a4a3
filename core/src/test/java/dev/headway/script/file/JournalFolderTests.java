package dev.headway.script.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.testing.Background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link JournalFolder}.
 */
class JournalFolderTests {

	private Path temporary;

	private Path git;

	private Path folder;

	@BeforeEach
	void createRepository(@TempDir Path temporary) throws IOException {
		this.temporary = temporary.toRealPath();
		this.git = gitDirectory(this.temporary.resolve("repository/.git"));
		this.folder = Files.createDirectories(this.temporary.resolve("repository/src/db"));
	}

	@Test
	void ofWhenFolderIsInAWorkTreeIsBelowTheGitDirectory() throws IOException {
		assertThat(of(this.folder)).hasToString(this.git.resolve("headway").toString());
		assertThat(of(this.folder.resolve("not/there"))).hasToString(this.git.resolve("headway").toString());
		assertThat(of(this.folder).nameOf(this.folder)).isEqualTo("src/db");
		assertThat(of(this.folder).nameOf(this.temporary)).isEqualTo(this.temporary.toString());
	}

	@Test
	void ofWhenWorkTreeIsLinkedIsBelowItsOwnGitDirectory() throws IOException {
		Path own = gitDirectory(this.git.resolve("worktrees/other"));
		Path other = Files.createDirectories(this.temporary.resolve("other/src/db"));
		Files.writeString(this.temporary.resolve("other/.git"), "gitdir: " + own + "\n");
		assertThat(of(other)).hasToString(own.resolve("headway").toString());
	}

	@Test
	void ofWhenRepositoryIsASubmoduleIsBelowItsOwnGitDirectory() throws IOException {
		Path own = gitDirectory(this.git.resolve("modules/sub"));
		Files.writeString(this.folder.resolve(".git"), "gitdir: ../../.git/modules/sub\n");
		assertThat(of(this.folder)).hasToString(own.resolve("headway").toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "gitdir: nowhere", "gitdir:", "something", "gitdir: \0" })
	void ofWhenGitFileNamesNoGitDirectoryGoesOnAbove(String text) throws IOException {
		Files.writeString(this.folder.resolve(".git"), text);
		assertThat(of(this.folder)).hasToString(this.git.resolve("headway").toString());
	}

	/**
	 * A tree can contain all that makes a repository, but under other names.
	 */
	@Test
	void ofWhenFolderLooksLikeABareRepositoryGoesOnAbove() throws IOException {
		gitDirectory(this.folder);
		assertThat(of(this.folder)).hasToString(this.git.resolve("headway").toString());
	}

	@Test
	void ofWhenThereIsNoGitIsBelowTheHomeFolder() throws IOException {
		Path plain = Files.createDirectory(this.temporary.resolve("plain"));
		assertThat(of(plain)).hasToString(Path.of(System.getProperty("user.home"), ".headway").toString());
		assertThat(of(plain).nameOf(plain)).isEqualTo(plain.toString());
	}

	@Test
	void lockCreatesAFolderOfThisUserOnly() throws IOException {
		of(this.folder).lock().close();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.git.resolve("headway"))))
			.isEqualTo("rwx------");
		Path edit = of(this.folder).begin();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(edit))).isEqualTo("rwx------");
	}

	@Test
	void lockWhenOthersCanWriteThereFails() throws IOException {
		Path path = Files.createDirectory(this.git.resolve("headway"));
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwx---"));
		assertThatIOException().isThrownBy(() -> of(this.folder).lock())
			.withMessage("others can write there; run 'chmod 700 %s'", path);
	}

	@Test
	void lockWhenFolderIsALinkOrFileFails() throws IOException {
		Path path = Files.createSymbolicLink(this.git.resolve("headway"), this.temporary);
		assertThatIOException().isThrownBy(() -> of(this.folder).lock()).withMessage("it is not a folder");
		Files.delete(path);
		Files.writeString(path, "");
		assertThatIOException().isThrownBy(() -> of(this.folder).lock()).withMessage("it is not a folder");
	}

	@Test
	void lockWhenAnotherEditIsRunningWaits() throws IOException {
		JournalFolder place = of(this.folder);
		FileChannel first = place.lock();
		CompletableFuture<FileChannel> second = Background.call(() -> {
			try {
				return of(this.folder).lock();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(second).isNotDone();
		first.close();
		second.join().close();
	}

	@Test
	void beginDeletesEditsWithoutJournalOnly() throws IOException {
		JournalFolder place = of(this.folder);
		place.lock().close();
		Path interrupted = place.begin();
		Files.writeString(interrupted.resolve(EditJournal.NAME), "");
		Path killed = place.begin();
		Files.writeString(killed.resolve(TemporaryFiles.newName()), "");
		Path edit = place.begin();
		assertThat(killed).doesNotExist();
		assertThat(edit).isEmptyDirectory();
		assertThat(place.edits()).containsExactly(interrupted);
	}

	private static Path gitDirectory(Path path) throws IOException {
		Files.createDirectories(path);
		Files.writeString(path.resolve("HEAD"), "ref: refs/heads/main\n");
		return path;
	}

	private static JournalFolder of(Path folder) throws IOException {
		return Objects.requireNonNull(JournalFolder.of(folder));
	}

}
