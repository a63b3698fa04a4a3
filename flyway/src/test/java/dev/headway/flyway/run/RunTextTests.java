package dev.headway.flyway.run;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.flyway.history.ScriptRun;
import dev.headway.flyway.history.ScriptRun.Phase;
import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunText}.
 */
class RunTextTests {

	private static final String ENDS = "'db resolve 7 --applied' if you have completed it, or 'db resolve 7 --rolled-back' if you have reverted it.";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					FAILED      | 5 | 0 | 0 | failed, and nothing of it is left
					INTERRUPTED | 5 | 0 | 0 | was interrupted, and nothing of it is left
					FAILED      | 0 | 0 | 0 | failed; check what it has done
					INTERRUPTED | 0 | 0 | 0 | was interrupted; check what it has done
					FAILED      | 5 | 0 | 1 | failed at statement 1 of 5 (line 9); check whether 1 is
					FAILED      | 5 | 1 | 2 | failed at statement 2 of 5 (line 9); 1 is done; check whether 2 is
					INTERRUPTED | 5 | 2 | 3 | was interrupted at statement 3 of 5 (line 9); 1 and 2 are done; check whether 3 is
					FAILED      | 5 | 3 | 3 | failed at statement 4 of 5 (line 9); 1, 2 and 3 are done; what came after was rolled back
					FAILED      | 9 | 8 | 8 | failed at statement 9 of 9 (line 9); 1 to 8 are done; what came after was rolled back
					FAILED      | 5 | 1 | 3 | failed at one of statements 2 to 3 of 5 (from line 9); 1 is done; check whether 2 and 3 are
					BLOCKED     | 5 | 0 | 0 | did not get a lock at statement 1 of 5 (line 9); nothing of it is done
					BLOCKED     | 5 | 1 | 1 | did not get a lock at statement 2 of 5 (line 9); 1 is done, 2 is not
					BLOCKED     | 9 | 8 | 8 | did not get a lock at statement 9 of 9 (line 9); 1 to 8 are done, 9 is not
					FAILED      | 9 | 0 | 4 | failed at one of statements 1 to 4 of 9 (from line 9); check whether 1 to 4 are
					""")
	void eventSaysWhatIsDone(Phase phase, int statements, int done, int begun, String event) {
		assertThat(text(phase, statements, done, begun).event("")).isEqualTo(event);
	}

	@Test
	void eventSaysWhen() {
		String when = " on 2026-11-25, run by SA";
		assertThat(text(Phase.FAILED, 5, 0, 0).event(when))
			.isEqualTo("failed on 2026-11-25, run by SA, and nothing of it is left");
		assertThat(text(Phase.FAILED, 0, 0, 0).event(when))
			.isEqualTo("failed on 2026-11-25, run by SA; check what it has done");
		assertThat(text(Phase.FAILED, 5, 1, 2).event(when))
			.isEqualTo("failed at statement 2 of 5 (line 9) on 2026-11-25, run by SA; 1 is done; check whether 2 is");
	}

	@Test
	void adviceNamesTheStatementToGoOnAt() {
		assertThat(text(Phase.FAILED, 5, 1, 2).advice())
			.isEqualTo("Fix the cause, and run 'db resolve 7 --continue-at 2' to run the rest, " + ENDS);
		assertThat(text(Phase.FAILED, 5, 3, 3).advice())
			.isEqualTo("Fix the cause, and run 'db resolve 7 --continue-at 4' to run the rest, " + ENDS);
		assertThat(text(Phase.INTERRUPTED, 5, 1, 2).advice())
			.isEqualTo("Run 'db resolve 7 --continue-at 2' to run the rest (use 3 if 2 is done), " + ENDS);
		assertThat(text(Phase.INTERRUPTED, 5, 4, 5).advice())
			.isEqualTo("Run 'db resolve 7 --continue-at 5' to run the rest, " + ENDS);
		assertThat(text(Phase.BLOCKED, 5, 3, 3).advice())
			.isEqualTo("When the lock is free, run 'db resolve 7 --continue-at 4' to run the rest, " + ENDS);
		assertThat(text(Phase.FAILED, 5, 1, 3).advice()).isEqualTo(
				"Fix the cause, and run 'db resolve 7 --continue-at 2' to run the rest (use the first one that is not done), "
						+ ENDS);
	}

	@Test
	void adviceWhenNothingCanGoOnNamesTheOthers() {
		assertThat(text(Phase.FAILED, 5, 0, 0).advice())
			.isEqualTo("Fix the cause, remove the failed row with 'db resolve 7 --rolled-back', and start again.");
		assertThat(text(Phase.INTERRUPTED, 0, 0, 0).advice()).isEqualTo("Run " + ENDS);
		assertThat(text(Phase.INTERRUPTED, 5, 5, 5).advice()).isEqualTo("Run " + ENDS);
		assertThat(RunText.advice("R__my views.sql")).isEqualTo(
				"Its changes before the failure may still be there: revert them and run 'db resolve 'R__my views.sql' --rolled-back', or complete them and run 'db resolve 'R__my views.sql' --applied'.");
	}

	@Test
	void adviceAfterAnUndoScriptNamesTheStampThatCompletesIt() {
		assertThat(text(Phase.RUNNING, 5, 1, 2, "db stamp --purge 6").event(""))
			.isEqualTo("is running or was interrupted at statement 2 of 5 (line 9); 1 is done; check whether 2 is");
		assertThat(text(Phase.RUNNING, 5, 1, 2, "db stamp --purge 6").advice()).isEqualTo(
				"If it is not still running, run 'db resolve 7 --continue-at 2' to run the rest (use 3 if 2 is done), 'db stamp --purge 6' if you have completed it, or 'db resolve 7 --rolled-back' if you have reverted it.");
		assertThat(text(Phase.FAILED, 5, 1, 2, "db stamp base").advice()).isEqualTo(
				"Fix the cause, and run 'db resolve 7 --continue-at 2' to run the rest, 'db stamp base' if you have completed it, or 'db resolve 7 --rolled-back' if you have reverted it.");
		assertThat(text(Phase.INTERRUPTED, 5, 0, 0, "db stamp base").advice()).isEqualTo(
				"Run the downgrade again, or keep the revision and remove the mark with 'db resolve 7 --rolled-back'.");
	}

	@Test
	void pointerNamesTheCommandThatShowsMore() {
		assertThat(text(Phase.FAILED, 5, 1, 2).pointer())
			.isEqualTo("'db resolve 7' shows what the database says about it. ");
		assertThat(text(Phase.FAILED, 0, 0, 0).pointer()).isEmpty();
		assertThat(text(Phase.FAILED, 5, 0, 0).pointer()).isEmpty();
		assertThat(text(Phase.BLOCKED, 5, 3, 3).pointer()).isEmpty();
	}

	private static RunText text(Phase phase, int statements, int done, int begun) {
		return text(phase, statements, done, begun, null);
	}

	private static RunText text(Phase phase, int statements, int done, int begun, @Nullable String stamp) {
		return new RunText(new ScriptRun(phase, 3, Version.FIRST, "V7__a.sql", statements, done, begun, 9, "", "", "",
				Instant.EPOCH), "7", stamp);
	}

}
