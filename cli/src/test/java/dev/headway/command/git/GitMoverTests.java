package dev.headway.command.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.command.GitClone;
import dev.headway.script.file.FileMover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link GitMover}.
 */
class GitMoverTests {

	@TempDir
	private Path temporary;

	private GitClone mary;

	private Path folder;

	private FileMover mover;

	@BeforeEach
	void cloneRepository() {
		this.mary = GitClone.of(GitClone.remote(this.temporary), "mary");
		this.mary.migrations().with("V2__a.sql", "select 2;").with("V3__b.sql", "select 3;");
		this.mary.commit("Add files");
		this.folder = this.mary.migrations().path();
		this.mover = GitRepository.at(this.folder).mover();
	}

	@Test
	void moveIsAStagedRename() throws IOException {
		move("V2__a.sql", "V4__a.sql");
		this.mover.finish();
		assertThat(status()).isEqualTo("R  db/V2__a.sql -> db/V4__a.sql\n");
	}

	@Test
	void moveWhenFinishIsMissingLeavesTheIndexAlone() throws IOException {
		move("V2__a.sql", "V4__a.sql");
		assertThat(status()).isEqualTo(" D db/V2__a.sql\n?? db/V4__a.sql\n");
	}

	@Test
	void moveWhenNamesAreSwappedKeepsBothFiles() throws IOException {
		move("V2__a.sql", "temporary");
		move("V3__b.sql", "V2__a.sql");
		move("temporary", "V3__b.sql");
		this.mover.finish();
		assertThat(status()).isEqualTo("M  db/V2__a.sql\nM  db/V3__b.sql\n");
		assertThat(this.mary.git("show", ":db/V2__a.sql")).isEqualTo("select 3;\n");
	}

	@Test
	void moveWhenEditIsNotStagedStagesOnlyTheName() throws IOException {
		this.mary.migrations().with("V2__a.sql", "select 2;", "select 22;");
		move("V2__a.sql", "V4__a.sql");
		this.mover.finish();
		assertThat(this.mary.git("show", ":db/V4__a.sql")).isEqualTo("select 2;\n");
		assertThat(this.folder.resolve("V4__a.sql")).hasContent("select 2;\nselect 22;");
	}

	@Test
	void moveWhenFileIsUntrackedStagesNothing() throws IOException {
		this.mary.migrations().with("V5__new.sql", "select 5;");
		move("V5__new.sql", "V6__new.sql");
		this.mover.finish();
		assertThat(status()).isEqualTo("?? db/V6__new.sql\n");
	}

	@Test
	void moveWhenTargetExistsThrows() {
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> move("V2__a.sql", "V3__b.sql"));
		assertThat(status()).isEmpty();
	}

	@Test
	void finishWhenIndexIsLockedThrows() throws IOException {
		Files.createFile(this.mary.path().resolve(".git/index.lock"));
		move("V2__a.sql", "V4__a.sql");
		assertThatIOException().isThrownBy(() -> this.mover.finish()).withMessageContaining("index.lock");
	}

	private void move(String from, String to) throws IOException {
		this.mover.move(this.folder.resolve(from), this.folder.resolve(to));
	}

	private String status() {
		return this.mary.git("-c", "status.relativePaths=false", "status", "--porcelain");
	}

}
