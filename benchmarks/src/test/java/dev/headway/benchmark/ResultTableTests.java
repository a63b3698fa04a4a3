package dev.headway.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ResultTable}.
 */
class ResultTableTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.printed, true, StandardCharsets.UTF_8);

	@Test
	void addWhenCalledPrintsARowThatEndsWithTheLoad() {
		new ResultTable(this.out, "Title", "engine", "ms").add("Headway", 1);
		assertThat(printed().replaceAll("-?\\d+\\.\\d \\|", "0.5 |")).isEqualToNormalizingNewlines("""

				### Title

				| engine | ms | load |
				| --- | --- | --- |
				| Headway | 1 | 0.5 |
				""");
	}

	@Test
	void addWhenCellHasABarEscapesIt() {
		new ResultTable(this.out, "Title", "engine").add("a|b");
		assertThat(printed()).contains("| a\\|b |");
	}

	@Test
	void addWhenCellsAreMissingThrows() {
		ResultTable table = new ResultTable(this.out, "Title", "engine", "ms");
		assertThatIllegalArgumentException().isThrownBy(() -> table.add("Headway"))
			.withMessage("Expected a cell for each of the columns engine, ms but got 1 cells");
	}

	private String printed() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

}
