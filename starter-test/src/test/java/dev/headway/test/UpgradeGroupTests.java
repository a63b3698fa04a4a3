package dev.headway.test;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpgradeGroup}: scripts or data hooks that fail.
 */
class UpgradeGroupTests extends AbstractHistoryTests {

	private static final String GRAPH = "Revisions, newest first:\n\n    2, 3 -> 4 (head) (mergepoint), merge\n";

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
			.isEqualTo("Not run because '3 add avatars' did not succeed.");
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

}
