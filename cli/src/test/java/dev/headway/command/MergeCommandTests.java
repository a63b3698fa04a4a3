package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MergeCommand}.
 */
class MergeCommandTests {

	@TempDir
	private Path temporary;

	@Test
	void mergeWhenOneHeadFails() {
		folder().with("V1__a.sql", "");
		assertThat(run("merge")).isEqualTo("""
				FAILED: There is only one head, 1 (V1__a.sql). A merge needs at least two heads.
				(exit 1)
				""");
	}

	@Test
	void mergeWhenNamedJoinsThose() {
		folder().withConflict();
		assertThat(run("merge", "2", "3", "-m", "bring together")).isEqualTo("Created V4__bring_together.sql\n");
	}

	private MigrationFolder folder() {
		return new MigrationFolder(this.temporary.resolve("db"));
	}

	private String run(String... args) {
		return new TestCommands(this.temporary.resolve("db")).run(args).text();
	}

}
