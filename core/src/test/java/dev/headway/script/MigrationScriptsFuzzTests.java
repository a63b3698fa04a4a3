package dev.headway.script;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link MigrationScripts} with folders of a few files that name each other.
 */
class MigrationScriptsFuzzTests {

	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void loadWhenAnyHeadersAnswers(FuzzedDataProvider data) throws Exception {
		TestScripts folder = new TestScripts();
		int length = 0;
		int files = data.consumeInt(1, 8);
		for (int i = 0; i < files; i++) {
			String name = data.pickValue(new String[] { "V", "U", "B", "R", "" }) + data.consumeInt(0, 9)
					+ data.pickValue(new String[] { "__a.sql", ".1__b.sql", "_c.sql", "__d.SQL" });
			String header = data
				.pickValue(new String[] { "-- revises: ", "-- depends-on: ", "-- branch: ", "-- replaces: ", "" });
			String text = header + data.consumeString(60) + "\n" + data.consumeString(20);
			folder.with(name, text.getBytes(StandardCharsets.UTF_8));
			length += name.length() + text.length();
		}
		FuzzLimits.check(length, () -> {
			MigrationScripts scripts = folder.load();
			assertThat(scripts.graph().isPresent() || !scripts.problems().isEmpty()).isTrue();
			return scripts.problems() + scripts.warnings().toString();
		});
	}

}
