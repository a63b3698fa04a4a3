package dev.headway.benchmark.measure;

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
	void addWhenCalledPrintsARow() {
		new ResultTable(this.out, "Title", "engine", "ms").add("Headway", 1);
		assertThat(this.printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""

				### Title

				| engine | ms |
				| --- | --- |
				| Headway | 1 |
				""");
	}

	@Test
	void addWhenCellHasABarEscapesIt() {
		new ResultTable(this.out, "Title", "engine").add("a|b");
		assertThat(this.printed.toString(StandardCharsets.UTF_8)).contains("| a\\|b |");
	}

	@Test
	void addWhenCellsAreMissingThrows() {
		ResultTable table = new ResultTable(this.out, "Title", "engine", "ms");
		assertThatIllegalArgumentException().isThrownBy(() -> table.add("Headway"));
	}

}
