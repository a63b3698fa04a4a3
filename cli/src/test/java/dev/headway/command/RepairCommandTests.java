package dev.headway.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepairCommand}.
 */
class RepairCommandTests {

	@TempDir
	private Path temporary;

	private TestApplication application;

	@BeforeEach
	void prepare() {
		this.application = new TestApplication(this.temporary);
	}

	@Test
	void repairWhenNothingIsWrongChangesNothing() {
		run("upgrade");
		assertThat(run("repair")).isEqualTo("Nothing to repair\nThe database is at 4\n");
	}

	@Test
	void repairSaysWhatItDid() {
		this.application.folder()
			.with("V5__shop.sql", "-- revises: 4", "create table shop (id int);")
			.with("V6__goods.sql", "-- revises: 5", "create table users (id int);");
		run("upgrade");
		this.application.folder()
			.with("V4__merge.sql", "-- revises: 2", "-- A remark.")
			.without("V3__add_avatars.sql")
			.without("U3__add_avatars.sql");
		assertThat(run("repair")).isEqualTo("""
				Removed the failed row of 6 (goods)
				Marked as deleted: 3 (add avatars)
				Accepted the script of 4 (merge)
				The database is at 5
				""");
		assertThat(run("check")).startsWith("PENDING: ");
	}

	@Test
	void repairAnswersPrograms() {
		run("upgrade");
		this.application.folder().with("V1__create_users.sql", "create table users (id int);");
		assertThat(run("repair", "--json")).startsWith("""
				{
				  "schema": 1,
				  "command": "repair",
				  "removed": [],
				  "deleted": [],
				  "aligned": [
				    "1 (create users)"
				  ],
				  "status": "UP_TO_DATE",
				""");
	}

	@Test
	void usageWhenARevisionIsNamedIsRefused() {
		assertThat(run("repair", "5")).isEqualTo("""
				Unmatched argument at index 1: '5'
				See 'db repair --help'
				(exit 2)
				""");
	}

	private String run(String... args) {
		return this.application.commands().run(args).text();
	}

}
