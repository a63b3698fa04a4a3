package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WaitCommand}. How it waits is tested with
 * {@link dev.headway.migration.HeadWait}.
 */
class WaitCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void waitWhenTheHeadIsReachedPrintsALine() {
		run("upgrade");
		assertThat(run("wait")).isEqualTo("The database is at 4\n");
	}

	@Test
	void waitWhenNobodyUpgradesEndsWithTheTimeout() {
		run("upgrade", "3");
		assertThat(run("wait", "--timeout", "0s")).isEqualTo("""
				FAILED: Waited 0s for another process to apply 2, 4. Run 'db upgrade'.
				(exit 5)
				""");
		assertThat(run("wait", "--timeout", "0.3s"))
			.startsWith("Waiting for another process to apply 2, 4; timeout in 0.");
	}

	@Test
	void waitAsJsonPrintsTheState() {
		run("upgrade", "3");
		assertThat(run("wait", "--timeout=0s", "--json")).isEqualTo("""
				{
				  "schema": 1,
				  "command": "wait",
				  "status": "PENDING",
				  "current": [
				    "3"
				  ],
				  "heads": [
				    "4"
				  ],
				  "pending": [
				    "2",
				    "4"
				  ],
				  "problems": []
				}
				(exit 5)
				""");
		run("upgrade");
		assertThat(run("wait", "--json")).contains("\"status\": \"UP_TO_DATE\"").doesNotContain("exit");
	}

	@Test
	void waitWhenInConflictOrInvalidEndsAtOnce() {
		this.application.folder().with("V5__e.sql", "-- revises: 3");
		assertThat(run("wait")).isEqualTo("""
				FAILED: Waiting cannot help, the scripts must be fixed:
				- 2 heads, 4 (V4__merge.sql) and 5 (V5__e.sql), which both build on 3. \
				Make them one with 'db merge 4 5'.
				(exit 3)
				""");
		assertThat(run("wait", "--json")).contains("\"code\": \"MULTIPLE_HEADS\"").endsWith("(exit 3)\n");
		this.application.folder().with("V5__e.sql", "-- revises: 7");
		assertThat(run("wait")).contains("revises 7").endsWith("(exit 4)\n");
	}

	@Test
	void waitWhenTheDurationIsWrongSaysHowToWriteIt() {
		assertThat(run("wait", "--timeout", "soon")).isEqualTo("""
				'soon' is not a duration for '--timeout'. Use one such as 30s, 5m or 1h30m.
				See 'db wait --help'
				(exit 2)
				""");
		assertThat(run("wait", "--timeout=-5s")).endsWith("(exit 2)\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
