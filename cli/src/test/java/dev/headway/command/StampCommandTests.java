package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StampCommand}.
 */
class StampCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void stampRecords() {
		assertThat(run("stamp", "2")).isEqualTo("""
				Stamped 1 as applied
				Stamped 2 as applied
				The database is at 2
				""".replace("applied\n", "applied%s\n").formatted(", create users", ", add password hashes"));
		assertThat(run("stamp", "base", "--purge")).endsWith("The database is at <base>\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
