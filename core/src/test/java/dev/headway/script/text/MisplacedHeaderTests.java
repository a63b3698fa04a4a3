package dev.headway.script.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MisplacedHeader}.
 */
class MisplacedHeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "select 1;\n-- revises: 3", "select 1;\r\n  --Revises : 3 ", "select 1;\n# revises:3\n" })
	void findWhenBelowAStatementSaysToMoveIt(String script) {
		assertThat(find(script)).hasValueSatisfying((misplaced) -> {
			assertThat(misplaced.parents()).containsExactly("3");
			assertThat(misplaced.remedy()).isEqualTo("line 2 has one, but below a statement: move it to the top");
		});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\n/* revises: 2, 3 */\nselect 1;", "/*\n * revises: 2, 3\n */", "x;\n/** revises: 2, 3 */" })
	void findWhenInABlockCommentSaysWhatToWrite(String script) {
		assertThat(find(script).map(MisplacedHeader::remedy))
			.contains("line 2 has one, but in a block comment: write '-- revises: 2, 3' at the top");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "select 1;", "select 1; -- revises: 3", "select 1;\n-- revises: the old view",
			"select 1;\n-- it revises: 3", "revises: 3" })
	void findWhenThereIsNoneIsEmpty(String script) {
		assertThat(find(script)).isEmpty();
	}

	@Test
	void findWhenThereAreSeveralTakesTheFirst() {
		assertThat(find("x;\n-- revises: x y\n-- revises: base\n-- revises: 2"))
			.contains(new MisplacedHeader(3, List.of("base"), false));
	}

	@Test
	void findWhenLinesAreVeryLongFindsTheNext() {
		assertThat(find("x".repeat(1_000_000) + "\r\n-- revises: 2" + " ".repeat(1_000) + "\r-- revises: 3"))
			.contains(new MisplacedHeader(3, List.of("3"), false));
	}

	private static Optional<MisplacedHeader> find(String script) {
		try {
			return MisplacedHeader.find(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
