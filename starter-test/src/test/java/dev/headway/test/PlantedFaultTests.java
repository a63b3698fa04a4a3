package dev.headway.test;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Histories with a fault each, which {@link HistoryTests} must catch.
 */
class PlantedFaultTests extends AbstractHistoryTests {

	private static final String GRAPH = "Revisions, newest first:\n\n    2, 3 -> 4 (head) (mergepoint), merge\n";

	@Test
	void streamWhenHeaderIsBrokenHasOneTestThatNamesAllProblems() {
		this.folder.withStory()
			.with("V3__add_avatars.sql", "-- revise: 1")
			.with("V5__more.sql", "-- revises: 7")
			.with("v6__case.sql", "-- revises: 5");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("scripts/headers and names are valid");
		assertThat(outcomes.passed()).isEmpty();
		assertThat(outcomes.message("scripts/headers and names are valid")).contains("V3__add_avatars.sql, line 1",
				"V5__more.sql, line 1", "v6__case.sql");
	}

	@Test
	void streamWhenTwoHeadsFailsForThatAlone() {
		this.folder.withConflict();
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("scripts/there is a single head");
		assertThat(outcomes.message("scripts/there is a single head")).contains(
				"2 heads, 2 (V2__add_password_hashes.sql) and 3", "'db merge 2 3'",
				"    1 -> 3 (head), add avatars\n    1 -> 2 (head), add password hashes\n");
	}

	@Test
	void streamWhenHeadFileIsRightNamesIt() {
		this.folder.withStory().with("HEAD", "4 V4__merge.sql");
		assertThat(run().passed()).anyMatch((name) -> name.endsWith("HEAD names the head"));
	}

	@Test
	void streamWhenHeadFileIsWrongFailsForThatAlone() {
		this.folder.withStory().with("HEAD", "3 V3__add_avatars.sql");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).singleElement().satisfies((name) -> {
			assertThat(name).endsWith("HEAD names the head");
			assertThat(outcomes.message(name))
				.contains("'3 V3__add_avatars.sql' is not the head. Write '4 V4__merge.sql'", GRAPH);
		});
	}

	@Test
	void upgradeWhenScriptFailsAbortsWhatFollows() {
		this.folder.withStory().with("V3__add_avatars.sql", "-- revises: 1", "alter table nobody add avatar int;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade from empty/3 add avatars",
				"upgrade, downgrade, upgrade/3 add avatars", "merges, branches in any order/4 merge");
		assertThat(outcomes.aborted()).containsExactly("upgrade from empty/4 merge",
				"upgrade from empty/stock Flyway accepts the result", "upgrade, downgrade, upgrade/4 merge");
		assertThat(outcomes.message("upgrade from empty/3 add avatars")).contains("V3__add_avatars.sql", GRAPH,
				"1 -> 2 (current), add password hashes");
		assertThat(outcomes.message("upgrade from empty/4 merge"))
			.isEqualTo("Not run, because '3 add avatars' did not succeed");
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void upgradeWhenHookFailsNamesHookAndRevision() {
		this.folder.withStory();
		Outcomes outcomes = Outcomes.of(tests().after("2", (jdbc) -> assertThat("found").isEqualTo("expected")));
		assertThat(outcomes.failed()).containsExactly("upgrade from empty/2 add password hashes");
		assertThat(outcomes.aborted()).hasSize(3);
		assertThat(outcomes.message("upgrade from empty/2 add password hashes"))
			.startsWith("The data hook after 2 failed: ")
			.contains("expected", GRAPH);
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void upgradeWhenHookThrowsNamesHookAndRevision() {
		this.folder.withStory();
		Outcomes outcomes = Outcomes.of(tests().before("1", (jdbc) -> jdbc.sql("select 1 from users").query()));
		assertThat(outcomes.failed()).isEmpty();
		outcomes = Outcomes.of(tests().before("1", (jdbc) -> jdbc.sql("delete from users").update()));
		assertThat(outcomes.failed()).containsExactly("upgrade from empty/1 create users");
		assertThat(outcomes.message("upgrade from empty/1 create users")).startsWith("The data hook before 1 failed: ");
	}

	@Test
	void upgradeWhenScriptDoesNotKeepDataIsCaughtByHook() {
		this.folder.withStory()
			.with("V5__codes.sql", "-- revises: 4", "delete from users where name is null;")
			.with("U5__codes.sql");
		Outcomes outcomes = Outcomes
			.of(tests().before("5", (jdbc) -> jdbc.sql("insert into users (id) values (1)").update())
				.after("5", (jdbc) -> assertThat(jdbc.sql("select count(*) from users").query(Integer.class).single())
					.isEqualTo(1)));
		assertThat(outcomes.failed()).containsExactly("upgrade from empty/5 codes");
	}

	@Test
	void downgradeWhenIndexIsForgottenShowsIt() {
		this.folder.withStory()
			.with("V5__emails.sql", "-- revises: 4", "alter table users add email varchar(50);",
					"create index users_name on users (name);")
			.with("U5__emails.sql", "alter table users drop column email;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("upgrade, downgrade, upgrade/5 emails");
		assertThat(outcomes.message("upgrade, downgrade, upgrade/5 emails")).startsWithIgnoringCase("""
				U5__emails.sql does not undo 5: '+' was left behind, '-' is missing now, '~' is not as it was

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
	void mergeWhenBranchesDoNotCommuteShowsBothOrders() {
		writeStoryWithStatus();
		this.folder
			.with("V2__add_password_hashes.sql", "-- revises: 1",
					"alter table users alter column status set default 'two';")
			.with("U2__add_password_hashes.sql", "alter table users alter column status set default 'new';")
			.with("V3__add_avatars.sql", "-- revises: 1", "alter table users alter column status set default 'three';")
			.with("U3__add_avatars.sql", "alter table users alter column status set default 'two';");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("merges, branches in any order/4 merge");
		assertThat(outcomes.message("merges, branches in any order/4 merge")).startsWith("The branches do not commute")
			.contains("'-' or left of '->': 2, then 3. '+' or right of '->': 3, then 2.", "Let 4 decide",
					"2, 3 -> 4 (head) (mergepoint) (current), merge")
			.containsIgnoringCase("~ column users.status")
			.containsPattern("'three' -> .* 'two'");
		assertThat(scratchSchemas()).isEmpty();
		this.folder
			.with("V4__merge.sql", "-- revises: 2, 3", "alter table users alter column status set default 'merged';")
			.with("U4__merge.sql", "alter table users alter column status set default 'three';");
		assertThat(run().failed()).isEmpty();
	}

	@Test
	void mergeWhenOneBranchNeedsTheOtherSaysWhichOrderFails() {
		this.folder.withStory()
			.with("V3__add_avatars.sql", "-- revises: 1", "create index users_hash on users (password_hash);")
			.without("U3__add_avatars.sql");
		flyway().migrate();
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("merges, branches in any order/4 merge");
		assertThat(outcomes.message("merges, branches in any order/4 merge"))
			.startsWith("4 cannot be reached in the order 3, then 2:")
			.contains("V3__add_avatars.sql");
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void failureHoldsBothSchemasForComparison() {
		this.folder.withStory().with("U3__add_avatars.sql");
		assertThat(tests().stream().toList()).hasSize(4);
		AssertionFailedError failure = (AssertionFailedError) run()
			.failure("upgrade, downgrade, upgrade/3 add avatars");
		assertThat(failure.getActual().getStringRepresentation()).containsIgnoringCase("avatar");
		assertThat(failure.getExpected().getStringRepresentation()).doesNotContainIgnoringCase("avatar");
	}

}
