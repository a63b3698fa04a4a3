package dev.headway.test;

import org.junit.jupiter.api.Test;

import dev.headway.testing.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link MergeGroup}: branches whose order makes a difference.
 */
class MergeGroupTests extends AbstractHistoryTests {

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
		assertThat(outcomes.message("merges, branches in any order/4 merge")).startsWith(
				"The schema after the merge depends on the order of its branches. Make V4__merge.sql set the final state.\n")
			.contains("'-' or left of '->': 2, then 3. '+' or right of '->': 3, then 2.",
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
		assertThat(outcomes.message("merges, branches in any order/4 merge")).startsWith(
				"4 cannot be reached in the order 3, then 2. If one branch needs another, add a 'depends-on' header to it.\n")
			.contains("V3__add_avatars.sql");
		assertThat(scratchSchemas()).isEmpty();
	}

	@Test
	void mergeWhenOneBranchDeclaresThatItNeedsTheOtherPasses() {
		this.folder.withStory()
			.with("V3__add_avatars.sql", "-- revises: 1", "-- depends-on: 2",
					"create index users_hash on users (password_hash);")
			.without("U3__add_avatars.sql");
		assertThat(run().failed()).isEmpty();
	}

	@Test
	void mergeWhenMergeScriptDependsOnTheOrderNamesIt() {
		assumeThat(this.database).isEqualTo(TestDatabase.H2);
		this.folder.withConflict()
			.with("V2__add_password_hashes.sql", "-- revises: 1",
					"insert into users select count(*), 'two' from users;")
			.with("V3__add_avatars.sql", "-- revises: 1", "insert into users select count(*), 'three' from users;")
			.with("V4__merge.sql", "-- revises: 2, 3", "execute immediate select 'alter table users add column '"
					+ " || name || ' int' from users where id = 0;");
		Outcomes outcomes = run();
		assertThat(outcomes.failed()).containsExactly("merges, branches in any order/4 merge");
		assertThat(outcomes.message("merges, branches in any order/4 merge")).startsWith(
				"""
						The schema after the merge depends on the order of its branches. V4__merge.sql makes the difference; fix it.
						'-' or left of '->': 2, then 3. '+' or right of '->': 3, then 2.

						    + column USERS.THREE: INTEGER
						    - column USERS.TWO: INTEGER
						""");
	}

}
