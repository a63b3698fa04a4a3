package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code db completion}.
 */
class CompletionTests {

	@TempDir
	private Path temporary;

	@Test
	void completionCompletesVerbsAndTheOptionsOfEach() {
		String script = new TestCommands(this.temporary).run("completion").text();
		assertThat(script).startsWith("#!/usr/bin/env bash")
			.containsPattern("commands=\".*heads.*check.*\"")
			.containsPattern("function _picocli_db_heads\\(\\) \\{(?s:.{0,900})--location")
			.containsPattern("function _picocli_db_rebase\\(\\) \\{(?s:.{0,900})--dry-run");
	}

}
