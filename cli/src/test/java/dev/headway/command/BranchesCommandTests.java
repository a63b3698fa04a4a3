package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BranchesCommand}.
 */
class BranchesCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
	}

	@Test
	void branchesShowsBranchPointsNewestFirst() {
		this.folder.with("V5__a.sql", "-- revises: 2").with("V6__b.sql", "-- revises: 5, 4");
		assertThat(run("branches")).isEqualTo("""
				2 (branchpoint)
				  -> 4 (mergepoint)
				  -> 5

				1 (branchpoint)
				  -> 2 (branchpoint)
				  -> 3
				""");
	}

	@Test
	void branchesWhenVerboseDescribesThem() {
		assertThat(run("branches", "--verbose")).isEqualTo("""
				Rev: 1 (branchpoint)
				Parent: <base>
				Branches into: 2, 3
				Path: db/V1__create_users.sql
				Downgrade: db/U1__create_users.sql

				    create users

				  -> 2, add password hashes
				  -> 3, add avatars
				""");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
