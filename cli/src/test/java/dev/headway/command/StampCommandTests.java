package dev.headway.command;

import java.nio.file.Path;
import java.util.regex.Pattern;

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

	@Test
	void commandsForAScriptWithAnotherVersionWorkAsPrinted() {
		assertThat(run("upgrade")).endsWith("The database is at 4\n");
		this.application.folder()
			.without("V4__merge.sql")
			.without("U4__merge.sql")
			.with("V4__new.sql", "-- revises: 2, 3", "create table new (id int);")
			.with("V5__merge.sql", "-- revises: 4");
		String message = run("check");
		assertThat(message).contains("4 (V4__merge.sql), which is 5 (V5__merge.sql) now")
			.contains("'db stamp 2 3 --purge', 'db upgrade 4', 'db stamp 5'");
		Pattern.compile("'db ([^']+)'")
			.matcher(message)
			.results()
			.forEach((command) -> assertThat(run(command.group(1).split(" "))).doesNotContain("exit"));
		assertThat(run("check")).isEqualTo("OK: 5 revisions, head 5\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
