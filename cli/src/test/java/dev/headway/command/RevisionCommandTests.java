package dev.headway.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link RevisionCommand}.
 */
class RevisionCommandTests {

	@TempDir
	private Path temporary;

	@Test
	void storyFromNothingToMerge() throws IOException {
		assertThat(run("init")).isEqualTo("Created HEAD\n");
		assertThat(run("init")).isEqualTo("Nothing to do\n");
		assertThat(run("revision", "-m", "Create users")).isEqualTo("""
				Created V1__create_users.sql
				Created U1__create_users.sql
				Wrote '1 V1__create_users.sql' into HEAD
				""");
		assertThat(run("revision", "-m", "add password hashes", "--branch", "mary")).isEqualTo("""
				Created V2__add_password_hashes.sql
				Created U2__add_password_hashes.sql
				Wrote '2 V2__add_password_hashes.sql' into HEAD
				""");
		assertThat(run("revision", "-m", "add avatars", "--head", "1")).startsWith("FAILED: ").endsWith("(exit 1)\n");
		assertThat(run("revision", "-m", "add avatars", "--head", "1", "--splice")).isEqualTo("""
				Created V3__add_avatars.sql
				Created U3__add_avatars.sql
				""");
		assertThat(run("revision", "-m", "more")).startsWith("FAILED: There are 2 heads: ")
			.contains("db merge")
			.contains("db rebase")
			.endsWith("(exit 3)\n");
		assertThat(run("merge")).isEqualTo("""
				Created V4__merge_2_and_3.sql
				Created U4__merge_2_and_3.sql
				Wrote '4 V4__merge_2_and_3.sql' into HEAD
				""");
		assertThat(run("check", "--require-downgrade")).isEqualTo("OK: 4 revisions, head 4\n");
		assertThat(run("history")).isEqualTo("""
				2, 3 -> 4 (mary) (head) (mergepoint), merge 2 and 3
				1 -> 3, add avatars
				1 -> 2 (mary), add password hashes
				<base> -> 1 (branchpoint), create users
				""");
		assertThat(Files.readString(this.temporary.resolve("db/V2__add_password_hashes.sql")))
			.startsWith("-- revises: 1\n-- branch: mary\n");
	}

	@Test
	void versionsWhenInitAsksForTimestampsAreTimestamps() {
		assertThat(run("init", "--versions", "timestamp")).isEqualTo("Created HEAD\n");
		assertThat(run("check")).isEqualTo("OK: no revisions\n");
		assertThat(run("init")).isEqualTo("Nothing to do\n");
		assertThat(run("revision", "-m", "a")).matches("""
				Created V2[0-9]{13}__a.sql
				Created U2[0-9]{13}__a.sql
				Wrote '2[0-9]{13} V2[0-9]{13}__a.sql' into HEAD
				""");
		assertThat(run("revision", "-m", "b")).matches("(?s)Created V2[0-9]{13}__b.sql\n.*");
		assertThat(run("revision", "-m", "c", "--versions", "sequential"))
			.matches("(?s)Created V2[0-9]{13}__c.sql\n.*");
		assertThat(run("check")).startsWith("OK: 3 revisions, head 2");
	}

	@Test
	void versionsOverrideTheStyleOfTheProject() {
		folder().with("V1__a.sql", "").with("V2__b.sql", "-- revises: 1").with("V3__c.sql", "-- revises: 1");
		assertThat(run("rebase", "3", "--onto", "2", "--versions", "timestamp", "--dry-run"))
			.startsWith("Wrote '-- revises: 2' into V3__c.sql\n");
		assertThat(run("rebase", "2", "--versions", "TIMESTAMP", "--dry-run"))
			.containsPattern("Renamed V2__b.sql to V2[0-9]{13}__b.sql\n");
		assertThat(run("merge", "--versions", "timestamp")).matches("Created V2[0-9]{13}__merge_2_and_3.sql\n");
		assertThat(run("init", "--versions", "sequential")).startsWith("FAILED: There are migrations already")
			.endsWith("(exit 2)\n");
		assertThat(run("revision", "-m", "x", "--versions", "date"))
			.contains("--versions", "Use sequential or timestamp.")
			.endsWith("(exit 2)\n");
	}

	@Test
	void revisionWhenAllOptionsWritesThem() throws IOException {
		folder().with("V1__a.sql", "").with("V2__b.sql", "-- revises: base");
		assertThat(run("revision", "-m", "Größe ändern", "--head", "2", "--depends-on", "1", "--rev-id", "20260131",
				"--branch", "x", "--branch", "y"))
			.isEqualTo("Created V20260131__groesse_aendern.sql\n");
		assertThat(Files.readString(this.temporary.resolve("db/V20260131__groesse_aendern.sql")))
			.startsWith("-- revises: 2\n-- depends-on: 1\n-- branch: x, y\n");
	}

	@Test
	void revisionWhenNoMessageIsWrongUsage() {
		assertThat(run("revision")).isEqualTo("""
				Missing required option: '--message=TEXT'
				See 'db revision --help'
				(exit 2)
				""");
		folder().with("readme.txt");
		assertThat(run("revision", "-m", " ")).startsWith("FAILED: The message '' is empty").endsWith("(exit 2)\n");
	}

	@Test
	void revisionWhenNoFolderSaysWhatToDo() {
		assertThat(run("revision", "-m", "a")).startsWith("FAILED: ").contains("db init").endsWith("(exit 4)\n");
	}

	@Test
	void revisionWhenFolderIsReadOnlyWritesNothing() throws IOException {
		folder().with("V1__a.sql", "");
		assumeThat(this.temporary.resolve("db").toFile().setWritable(false)).isTrue();
		assumeThat(Files.isWritable(this.temporary.resolve("db"))).as("root writes everywhere").isFalse();
		assertThat(run("revision", "-m", "b")).startsWith("FAILED: ").contains("cannot be written to");
	}

	private MigrationFolder folder() {
		return new MigrationFolder(this.temporary.resolve("db"));
	}

	private String run(String... args) {
		return new TestCommands(this.temporary.resolve("db")).run(args).text();
	}

}
