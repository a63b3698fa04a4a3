package dev.headway.flyway.history;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.flyway.history.ScriptRun.Phase;
import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptRun}.
 */
class ScriptRunTests {

	private static final ScriptRun RUN = run("V7__a.sql");

	@ParameterizedTest
	@ValueSource(
			strings = { "V7__a.sql", "sub folder/V7__it's.sql", "a;script=b.sql", ";script=", "x;phase=FAILED;done=9",
					"V7__a=b;c.sql", "com.example.V7__Fill", "", "V7__\u00e4\ud83d\ude00.sql", "V7__a\nb.sql" })
	void parseReadsWhatTextHasWritten(String script) {
		assertThat(ScriptRun.parse(run(script).text())).contains(run(script));
	}

	@Test
	void parseReadsARunWithoutVersion() {
		ScriptRun run = new ScriptRun(Phase.INTERRUPTED, 1, null, "R__a.sql", 0, 0, 0, 0, "", "", "", Instant.EPOCH);
		assertThat(ScriptRun.parse(run.text())).contains(run);
	}

	@Test
	void parseWhenTheScriptHasAThousandCharactersReadsIt() {
		ScriptRun run = run("V7__" + "a".repeat(992) + ".sql");
		assertThat(ScriptRun.parse(run.text())).contains(run);
		assertThat(run.text()).hasSizeLessThanOrEqualTo(2000);
	}

	@Test
	void parseIgnoresWhatALaterReleaseAdds() {
		assertThat(ScriptRun.parse("more=1;" + RUN.text())).contains(RUN);
	}

	@Test
	void parseWhenTextIsCutIsEmpty() {
		int script = RUN.text().indexOf(";script=");
		for (int length = 0; length < script + ";script=".length(); length++) {
			assertThat(ScriptRun.parse(RUN.text().substring(0, length))).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";script=", "1,2", "phase=RUNNING;script=a", "====;;;;script=a", "rank=1;script=a" })
	void parseWhenTextIsSomethingElseIsEmpty(String text) {
		assertThat(ScriptRun.parse(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "phase=", "phase=NONE", "phase=running", "rank=", "rank=-1", "rank=x", "rank=99999999999",
			"done=-1", "done=6", "begun=1", "begun=9", "statements=4294967295", "line=-4", "since=yesterday",
			"since=" })
	void parseWhenAValueIsWrongIsEmpty(String pair) {
		String key = pair.substring(0, pair.indexOf('='));
		String text = RUN.text().replaceFirst("(?<![a-zA-Z])" + key + "=[^;]*", pair);
		assertThat(text).isNotEqualTo(RUN.text());
		assertThat(ScriptRun.parse(text)).isEmpty();
	}

	@Test
	void isOpenOnlyUntilARowTellsItsEnd() {
		assertThat(RUN.isOpen(2)).isTrue();
		assertThat(RUN.isOpen(3)).isFalse();
		assertThat(RUN.with(Phase.FAILED).isOpen(2)).isFalse();
	}

	@Test
	void continuedAfterGoesOnThere() {
		ScriptRun run = RUN.continuedAfter(4, "abc", 9);
		assertThat(run.continues(8)).isTrue();
		assertThat(run.continues(9)).isFalse();
		assertThat(run.done()).isEqualTo(4);
		assertThat(run.begun()).isEqualTo(4);
		assertThat(run.digestOfBegun()).isEqualTo("abc");
	}

	@Test
	void isPartialWhenSomethingMayBeLeft() {
		assertThat(RUN.isPartial()).isTrue();
		assertThat(new ScriptRun(Phase.FAILED, 3, null, "a", 5, 0, 0, 1, "", "", "", Instant.EPOCH).isPartial())
			.isFalse();
		assertThat(new ScriptRun(Phase.FAILED, 3, null, "a", 0, 0, 0, 1, "", "", "", Instant.EPOCH).isPartial())
			.isTrue();
	}

	private static ScriptRun run(String script) {
		return new ScriptRun(Phase.RUNNING, 3, Version.FIRST, script, 5, 2, 3, 12, "0123456789abcdef",
				"fedcba9876543210", "4711/1764419686.123456", Instant.parse("2026-11-29T12:34:46Z"));
	}

}
