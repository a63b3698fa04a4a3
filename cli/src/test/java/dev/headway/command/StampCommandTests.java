package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	void commandForAScriptWithAnotherVersionWorksAsPrinted() {
		assertThat(run("upgrade")).endsWith("The database is at 4\n");
		this.application.folder()
			.without("V4__merge.sql")
			.without("U4__merge.sql")
			.with("V4__new.sql", "-- revises: 2, 3", "create table new (id int);")
			.with("V5__merge.sql", "-- revises: 4");
		String message = run("check");
		assertThat(message).contains("4 (V4__merge.sql), which is 5 (V5__merge.sql) now")
			.contains("'db stamp 5 --replaces 4'");
		assertThat(run("stamp", "5", "--replaces", "4")).isEqualTo("""
				Stamped V4__merge.sql as not applied
				Stamped 5 as applied, merge
				The database is at 5
				""");
		assertThat(run("upgrade")).isEqualTo("Running upgrade 2, 3 -> 4, new\nThe database is at 5\n");
		assertThat(run("check")).isEqualTo("OK: 5 revisions, head 5\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stamp 4 --replaces 2,3", "stamp 3 4 --replaces 2", "stamp 3 4 --replaces 2,2",
			"stamp 4 --replaces 2 --purge" })
	void replacesWhenRevisionsAndVersionsDoNotMatchSaysHow(String command) {
		assertThat(run(command.split(" ", -1))).contains("'db stamp 4 5 --replaces 2,3'").endsWith("(exit 2)\n");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
