package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link Header}, {@link ScriptText} and {@link HeaderEdit} with the bytes of a
 * script.
 */
class HeaderFuzzTests {

	static Stream<byte[]> scripts() {
		byte[] invalidBetweenLineEnds = "/* a\r\u0093\n*/\n-- revises: 7".getBytes(StandardCharsets.ISO_8859_1);
		Stream<byte[]> texts = Stream
			.of("-- revises: 1\nselect 1;", "# revises: 7, 8\r\n# depends-on: x\r\necho",
					"/* a\n * b */\n-- revises: 7\n-- branch: a,b\n-- replaces: 3 checksum 17\nselect 1;",
					"\ufeff-- Revises = 2", "-- revises 2\u001b[31m", "--revises:" + "9".repeat(300))
			.map((text) -> text.getBytes(StandardCharsets.UTF_8));
		return Stream.concat(texts, Stream.of(invalidBetweenLineEnds));
	}

	@MethodSource("scripts")
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void readAndWriteWhenAnyBytesAgree(byte @NotNull [] script) throws Exception {
		FuzzLimits.check(script.length,
				() -> ScriptText.detect(new ByteArrayInputStream(script), StandardCharsets.UTF_8));
		FuzzLimits.check(script.length, () -> {
			HeaderEdit edit = HeaderEdit.of(() -> new ByteArrayInputStream(script));
			assertThat(edit.open().readAllBytes()).isEqualTo(script);
			if (!edit.header().problems().isEmpty() || hasHalfCharacter(script)) {
				return edit.header();
			}
			HeaderEdit written = edit.write(HeaderKey.REVISES, List.of("4711"), "--");
			assertThat(written.header().values(HeaderKey.REVISES)).containsExactly("4711");
			assertThat(ScriptText.header(written.open(), StandardCharsets.UTF_8)).isEqualTo(written.header());
			return edit.header();
		});
	}

	/**
	 * UTF-16 with an odd number of bytes, which no edit gets to see.
	 */
	private static boolean hasHalfCharacter(byte[] script) {
		return script.length % 2 == 1 && !EncodingDetection.byteOrderMark(script, script.length, StandardCharsets.UTF_8)
			.equals(StandardCharsets.UTF_8);
	}

}
