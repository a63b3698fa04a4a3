package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.headway.testing.MigrationFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeadsCommand}.
 */
class HeadsCommandTests {

	@TempDir
	private Path temporary;

	private MigrationFolder folder;

	@BeforeEach
	void fill() {
		this.folder = new MigrationFolder(this.temporary.resolve("db")).withStory();
	}

	@Test
	void headsWhenInvalidNamesProblems() {
		this.folder.with("V5__a.sql", "-- revises: 9");
		assertThat(run("heads")).startsWith("FAILED: The migrations do not form a valid graph:\n- V5__a.sql, line 1: ")
			.endsWith("(exit 4)\n");
	}

	@Test
	void headsShowsEachHead() {
		assertThat(run("heads")).isEqualTo("4 (head)\n");
		this.folder.without("V4__merge.sql");
		assertThat(run("heads")).isEqualTo("2 (head)\n3 (head)\n");
	}

	@Test
	void headsWhenJsonDescribesThem() {
		assertThat(run("heads", "--json")).isEqualTo("""
				{
				  "schema": 1,
				  "command": "heads",
				  "revisions": [
				    {
				      "version": "4",
				      "description": "merge",
				      "revises": [
				        "2",
				        "3"
				      ],
				      "dependsOn": [],
				      "labels": [],
				      "head": true,
				      "branchPoint": false,
				      "mergePoint": true,
				      "revisedBy": [],
				      "script": "V4__merge.sql",
				      "path": "db/V4__merge.sql",
				      "reversible": true
				    }
				  ]
				}
				""");
	}

	@Test
	void headsWhenNoRevisionsShowsNone() {
		MigrationFolder empty = this.folder.beside("empty").with("readme.txt");
		assertThat(new TestCommands(empty.path()).run("heads").text()).isEmpty();
		assertThat(new TestCommands(empty.path()).run("heads", "--json").text()).contains("\"revisions\": []");
	}

	private String run(String... args) {
		return new TestCommands(this.folder.path()).run(args).text();
	}

}
