package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebaseCommand} in an application, whose database may have applied what
 * is to be rebased.
 */
class RebaseCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
		this.application.folder().without("V4__merge.sql").without("U4__merge.sql");
	}

	@Test
	void rebaseWhenNotAppliedLeavesDatabaseAlone() {
		run("upgrade", "2");
		assertThat(run("rebase", "3", "--onto", "2")).isEqualTo("Wrote '-- revises: 2' into V3__add_avatars.sql\n");
		assertThat(run("upgrade")).isEqualTo("Running upgrade 2 -> 3, add avatars\nThe database is at 3\n");
	}

	@Test
	void rebaseWhenAppliedLetsTheDatabaseFollow() {
		run("upgrade", "2");
		assertThat(run("rebase", "2", "--onto", "3", "--dry-run")).endsWith("Nothing was written.\n");
		assertThat(run("heads")).isEqualTo("2 (head)\n3 (head)\n");
		assertThat(run("rebase", "2", "--onto", "3")).startsWith("Wrote '-- revises: 3'").doesNotContain("downgrade");
		assertThat(run("upgrade")).isEqualTo("""
				Running upgrade 1 -> 3, add avatars
				The database is at 4
				""");
	}

	@Test
	void rebaseWhenDowngradeIsAskedForUndoesFirst() {
		run("upgrade", "2");
		assertThat(run("rebase", "2", "--onto", "3", "--downgrade")).isEqualTo("""
				Running downgrade 2 -> 1, add password hashes
				Wrote '-- revises: 3' into V2__add_password_hashes.sql
				Renamed V2__add_password_hashes.sql to V4__add_password_hashes.sql
				Renamed U2__add_password_hashes.sql to U4__add_password_hashes.sql
				""");
		assertThat(run("upgrade")).isEqualTo("""
				Running upgrade 1 -> 3, add avatars
				Running upgrade 3 -> 4, add password hashes
				The database is at 4
				""");
	}

	@Test
	void rebaseWhenOtherBranchIsAppliedTooUndoesOnlyThis() {
		run("upgrade", "2");
		run("upgrade", "3");
		assertThat(run("rebase", "2", "--onto", "3", "--downgrade"))
			.startsWith("Running downgrade 2 -> 1, add password hashes\n");
		assertThat(run("current")).isEqualTo("3\n");
	}

	@Test
	void rebaseWhenNoWayBackWritesNothing() {
		this.application.folder().without("U2__add_password_hashes.sql");
		run("upgrade", "2");
		assertThat(run("rebase", "2", "--onto", "3", "--downgrade")).startsWith("FAILED: Nothing was undone")
			.endsWith("(exit 3)\n");
		assertThat(run("heads")).isEqualTo("2 (head)\n3 (head)\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
