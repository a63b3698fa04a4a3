package dev.headway.test;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptGroup}: scripts that are not valid or have several heads.
 */
class ScriptGroupTests extends AbstractHistoryTests {

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

}
