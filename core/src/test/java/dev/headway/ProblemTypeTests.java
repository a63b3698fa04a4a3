package dev.headway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.revision.RevisionError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemType}.
 */
class ProblemTypeTests {

	private static final Pattern ROW = Pattern
		.compile("\\| `([A-Z_]+)` \\|[^|]+\\|[^|]+\\| ([^|]+?)( See \\[troubleshooting].*)? \\|");

	@Test
	void namesAreTheRowsOfTheDocumentationInOrder() throws IOException {
		assertThat(remedies().keySet())
			.containsExactlyElementsOf(Arrays.stream(ProblemType.values()).map(ProblemType::name).sorted().toList());
	}

	@Test
	void adviceIsTheRemedyInTheDocumentation() throws IOException {
		Map<String, String> remedies = remedies();
		assertThat(ProblemType.values()).allSatisfy(
				(type) -> assertThat(withoutQuotes(type.advice())).isEqualTo(withoutQuotes(remedies.get(type.name()))));
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

	private static Map<String, String> remedies() throws IOException {
		Map<String, String> remedies = new LinkedHashMap<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "problems.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				remedies.put(row.group(1), row.group(2));
			}
		}
		return remedies;
	}

	private static String withoutQuotes(@Nullable String text) {
		return Objects.requireNonNull(text).replaceAll("[`']", "");
	}

}
