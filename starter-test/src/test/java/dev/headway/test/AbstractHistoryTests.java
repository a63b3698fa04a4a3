package dev.headway.test;

import java.util.List;

import dev.headway.testing.flyway.AbstractDatabaseTests;

/**
 * Base of tests that run {@link HistoryTests} on every database.
 */
abstract class AbstractHistoryTests extends AbstractDatabaseTests {

	HistoryTests tests() {
		return HistoryTests.of(flyway());
	}

	Outcomes run() {
		return Outcomes.of(tests());
	}

	List<String> scratchSchemas() {
		return sql("select schema_name from information_schema.schemata where schema_name like 'headway%'")
			.query(String.class)
			.list();
	}

	/**
	 * Write the story with a column that has a default.
	 */
	void writeStoryWithStatus() {
		this.folder.withStory()
			.with("V1__create_users.sql",
					"create table users (id int primary key, name varchar(50), status varchar(10) default 'new');");
	}

}
