package dev.headway.script;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.params.provider.MethodSource;

import dev.headway.testing.FuzzLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzzes {@link HeadFile} with the bytes of the file.
 */
class HeadFileFuzzTests {

	static Stream<byte[]> files() {
		return Stream
			.of("1 V1__a.sql\n", "base", "base timestamp\r\n", "", "<<<<<<< ours\n1 V1__a.sql\n=======\n",
					"\u202e\u001b[2J", "x".repeat(5000))
			.map((text) -> text.getBytes(StandardCharsets.UTF_8));
	}

	@MethodSource("files")
	@FuzzTest(maxDuration = FuzzLimits.DURATION)
	void checkWhenAnyBytesAcceptsTheHeadOnly(byte @NotNull [] file) throws Exception {
		MigrationScripts scripts = TestScripts.of("V1__a.sql", "select 1;").with(HeadFile.NAME, file).load();
		HeadFile head = scripts.headFiles().get(0);
		FuzzLimits.check(0, () -> head.check(scripts));
		assertThat(head.check(scripts).isEmpty())
			.isEqualTo(new String(file, StandardCharsets.UTF_8).strip().equals("1 V1__a.sql"));
	}

}
