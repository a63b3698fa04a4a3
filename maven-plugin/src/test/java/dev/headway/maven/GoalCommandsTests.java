package dev.headway.maven;

import org.junit.jupiter.api.Test;

import dev.headway.ShellWord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GoalCommands}.
 */
class GoalCommandsTests {

	private final GoalCommands goals = new GoalCommands("mvn headway:db");

	@Test
	void inWhenCommandsAreQuotedWritesThemAsGoals() {
		assertThat(this.goals.in("Make them one with 'db merge 2 3' or 'db rebase 3 --onto 2'. See 'db --help'."))
			.isEqualTo("Make them one with 'mvn headway:db -Dheadway.args=\"merge 2 3\"' or "
					+ "'mvn headway:db -Dheadway.args=\"rebase 3 --onto 2\"'. "
					+ "See 'mvn headway:db -Dheadway.args=\"--help\"'.");
		assertThat(this.goals.in("'git merge main', then 'db rebase --against main'"))
			.isEqualTo("'git merge main', then 'mvn headway:db -Dheadway.args=\"rebase --against main\"'");
	}

	@Test
	void inWhenWordsAreQuotedKeepsThem() {
		assertThat(this.goals.in("'db rebase 'V3__my file.sql' --onto 2' or 'db merge'"))
			.isEqualTo("'mvn headway:db -Dheadway.args=\"rebase 'V3__my file.sql' --onto 2\"' or "
					+ "'mvn headway:db -Dheadway.args=\"merge\"'");
	}

	@Test
	void inWhenAShellWouldReplaceSomethingQuotesEverything() {
		String command = "rebase " + ShellWord.of("V3__$(x)'s \"y\".sql");
		assertThat(this.goals.in("'db " + command + "'."))
			.isEqualTo("'mvn headway:db -Dheadway.args=" + ShellWord.of(command) + "'.");
		String control = "rebase " + ShellWord.of("V3__a\u001b.sql");
		assertThat(this.goals.in("'db " + control + "'"))
			.isEqualTo("'mvn headway:db -Dheadway.args=" + ShellWord.of(control) + "'");
	}

	@Test
	void inWhenItIsNoCommandOfFilesChangesNothing() {
		String text = "Run 'db upgrade'. 'db stamp 4 --replaces 2' records it. 'db resolve 5', 'db repair'. See db/migration/'db.sql', 'dbx', 'db '";
		assertThat(this.goals.in(text)).isEqualTo(text);
	}

}
