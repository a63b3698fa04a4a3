package dev.headway.plan;

import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.headway.revision.Graphs;
import dev.headway.revision.Revision;
import dev.headway.revision.RevisionException;
import dev.headway.revision.RevisionGraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HistoryRange}, on a line of five revisions and on a diamond.
 */
class HistoryRangeTests {

	private static final RevisionGraph LINE = Graphs.graph("1", "2 revises 1", "3 revises 2", "4 revises 3",
			"5 revises 4");

	@ParameterizedTest
	@CsvSource({ ":, 5 4 3 2 1", "2:, 5 4 3 2", ":2, 2 1", "2:4, 4 3 2" })
	void betweenWithoutStepsIsTheRangeOfTheGraph(String range, String expected) {
		assertThat(between(LINE, range)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "-2:4, 4 3 2", "-1:, 5 4", "-1:head, 5 4", "2:+2, 4 3 2", ":+2, 2 1", "base:+2, 2 1", "head-1:, 5 4",
			"1:head-1, 4 3 2 1", "1+1:4, 4 3 2", "2:2+1, 3 2", "-1:head-1, 4 3" })
	void betweenCountsSteps(String range, String expected) {
		assertThat(between(LINE, range)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "-9:3, 3 2 1", "4:+9, 5 4", "-99999999999:, 5 4 3 2 1", "head-9:2, 2 1" })
	void betweenWhenStepsLeadOutOfTheGraphStopsThere(String range, String expected) {
		assertThat(between(LINE, range)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "+2:, OutOfRange", "3:-1, OutOfRange", "-1:+1, NoSingleStart", "99-1:, NotFound",
			"4:2+1, NotAncestor" })
	void betweenWhenItMakesNoSenseThrows(String range, String code) {
		assertFails(LINE, range, code);
	}

	@Test
	void betweenWhenStepsCanGoSeveralWaysThrows() {
		assertFails(Graphs.diamond(), "-1:", "AmbiguousWalk");
		assertFails(Graphs.diamond(), "1:+1", "AmbiguousWalk");
		assertFails(Graphs.twoHeads(), "-1:", "MultipleHeads");
		assertThat(between(Graphs.diamond(), "-1:3")).isEqualTo("3 1");
	}

	private static void assertFails(RevisionGraph graph, String range, String code) {
		assertThatExceptionOfType(RevisionException.class).isThrownBy(() -> between(graph, range))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private static String between(RevisionGraph graph, String range) {
		int colon = range.indexOf(':');
		return new HistoryRange(graph).between(range.substring(0, colon), range.substring(colon + 1))
			.stream()
			.map(Revision::id)
			.collect(Collectors.joining(" "));
	}

}
