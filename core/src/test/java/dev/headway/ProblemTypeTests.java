package dev.headway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.headway.revision.RevisionError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemType}.
 */
class ProblemTypeTests {

	private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\|([^|]+\\|){3}");

	@Test
	void namesAreTheRowsOfTheDocumentation() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("..", "docs", "problems.md"))
			.stream()
			.map(ROW::matcher)
			.flatMap((matcher) -> matcher.matches() ? Stream.of(matcher.group(1)) : Stream.empty())
			.toList();
		assertThat(rows)
			.containsExactlyElementsOf(Arrays.stream(ProblemType.values()).map(ProblemType::name).sorted().toList());
	}

	@Test
	void adviceIsOneOrMoreSentences() {
		assertThat(ProblemType.values()).extracting(ProblemType::advice)
			.allSatisfy((advice) -> assertThat(advice).matches("[A-Z].*\\.").doesNotContain("`", "  "));
	}

	@Test
	void graphErrorsHaveATypeOfTheSameName() {
		assertThat(RevisionError.values()).filteredOn((error) -> error.compareTo(RevisionError.ILLEGAL_ID) >= 0)
			.extracting(RevisionError::name)
			.hasSize(10)
			.isSubsetOf(Arrays.stream(ProblemType.values()).map(ProblemType::name).toList());
	}

}
