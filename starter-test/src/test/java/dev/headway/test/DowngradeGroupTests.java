package dev.headway.test;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link DowngradeGroup}: undo scripts that do not undo.
 */
class DowngradeGroupTests extends AbstractHistoryTests {

	private static final String GRAPH = "Revisions, newest first:\n\n    2, 3 -> 4 (head) (mergepoint), merge\n";

	@Test
	void downgradeWhenIndexIsForgottenShowsIt() {
		this.folder.withStory()
			.with("V5__emails.sql", "-- revises: 4", "alter table users add email varchar(50);",
					"create index users_name on users (name);")
			.with("U5__emails.sql", "alter table users drop column email;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/5 emails");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/5 emails")).startsWithIgnoringCase("""
				U5__emails.sql does not restore the schema from before V5__emails.sql. Fix the undo script.
				'+' was left behind, '-' is missing, '~' is different:

				    + index users_name on users (name)

				Revisions, newest first:

				    4 -> 5 (head), emails
				""");
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void downgradeWhenDefaultIsLostShowsItAndAbortsWhatFollows() {
		writeStoryWithStatus();
		this.folder
			.with("V2__add_password_hashes.sql", "-- revises: 1",
					"alter table users alter column status set default 'active';")
			.with("U2__add_password_hashes.sql", "alter table users alter column status drop default;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/2 add password hashes");
		assertThat(outcomes.aborted()).containsExactly("upgrade, downgrade, upgrade/3 add avatars",
				"upgrade, downgrade, upgrade/4 merge");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/2 add password hashes")).containsIgnoringCase("status")
			.contains("new");
	}

	@Test
	void downgradeWhenScriptFailsShowsWhy() {
		this.folder.withStory().with("U3__add_avatars.sql", "alter table users drop column avatars;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/3 add avatars");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/3 add avatars")).contains("U3__add_avatars.sql",
				GRAPH);
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void downgradeWhenSecondUpgradeFailsShowsIt() {
		this.folder.withStory()
			.with("V5__rows.sql", "-- revises: 4", "insert into users (id, name) values (1, 'Mary');")
			.with("U5__rows.sql");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/5 rows");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/5 rows")).contains("V5__rows.sql");
	}

	@Test
	void failureHasBothSchemasForComparison() {
		this.folder.withStory().with("U3__add_avatars.sql");
		assertThat(tests().stream().toList()).hasSize(4);
		AssertionFailedError failure = (AssertionFailedError) run()
			.failure("upgrade, downgrade, upgrade/3 add avatars");
		assertThat(failure.getActual().getStringRepresentation()).containsIgnoringCase("avatar");
		assertThat(failure.getExpected().getStringRepresentation()).doesNotContainIgnoringCase("avatar");
	}

	@Test
	void downgradeWhenSecondUpgradeEndsDifferentlyShowsIt() {
		assumeThat(this.database).isEqualTo(TestDatabase.H2);
		this.folder.withStory()
			.with("V5__flags.sql", "-- revises: 4",
					"execute immediate select 'alter table users add column flag' || count(*) || ' int' from users;",
					"insert into users select count(*), 'Mary', null, null, null from users;")
			.with("U5__flags.sql", "alter table users drop column flag0;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/5 flags");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/5 flags")).startsWith("""
				V5__flags.sql produces a different schema when it runs again after U5__flags.sql. \
				Check the data that the undo script leaves.
				'+' is new, '-' is missing, '~' is different:

				    - column USERS.FLAG0: INTEGER
				    + column USERS.FLAG1: INTEGER
				""");
	}

}
