package dev.headway.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IndexCommand}.
 */
class IndexCommandTests {

	@TempDir
	private Path temporary;

	@Test
	void indexWritesOneFileForEachFolder() throws IOException {
		MigrationFolder one = new MigrationFolder(this.temporary.resolve("db/one")).withConflict();
		MigrationFolder two = one.beside("two").with("V4__merge.sql", "-- revises: 2, 3");
		assertThat(run("index", one.path().toString(), two.path().toString())).isEqualTo("""
				Wrote db/one/headway.index, 3 scripts
				Wrote db/two/headway.index, 1 script
				""");
		assertThat(Files.readString(two.path().resolve("headway.index"))).startsWith("headway.index 1 UTF-8\n")
			.contains("V4__merge.sql\t17\t", "\trevises@1=2,3\n");
	}

	@Test
	void indexWhenItIsThereReplacesIt() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).withConflict();
		run("index", folder.path().toString());
		folder.without("V3__add_avatars.sql");
		assertThat(run("index", folder.path().toString())).isEqualTo("Wrote db/headway.index, 2 scripts\n");
		assertThat(Files.readString(folder.path().resolve("headway.index"))).doesNotContain("V3");
	}

	@Test
	void indexWhenEncodingAndSuffixesAreGivenUsesThem() throws IOException {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.ddl",
				StandardCharsets.ISO_8859_1, "-- revises: base", "select 'ä';");
		assertThat(run("index", "--encoding", "ISO-8859-1", "--suffixes", ".sql,.ddl", folder.path().toString()))
			.isEqualTo("Wrote db/headway.index, 1 script\n");
		assertThat(Files.readString(folder.path().resolve("headway.index"))).startsWith("headway.index 1 ISO-8859-1\n");
	}

	@Test
	void indexWhenNoFolderFails() {
		assertThat(run("index")).contains("Missing required parameter: 'FOLDER'").endsWith("(exit 2)\n");
		assertThat(run("index", "nowhere")).startsWith("FAILED: There is no folder 'nowhere'").endsWith("(exit 4)\n");
	}

	@Test
	void checkWhenIndexIsThereDoesNotMind() {
		MigrationFolder folder = new MigrationFolder(this.temporary.resolve("db")).with("V1__a.sql", "select 1;");
		run("index", folder.path().toString());
		assertThat(run("check")).isEqualTo("OK: 1 revision, head 1\n");
	}

	private String run(String... args) {
		return new TestCommands(this.temporary.resolve("db")).run(args).text();
	}

}
