package dev.headway.migration;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryLine}.
 */
class HistoryLineTests {

	@Test
	void ofNamesParentsRevisionAndDescription() {
		assertThat(HistoryLine.of(HistoryLine.ids(List.of("2", "3")), "4 (head)", "merge"))
			.isEqualTo("2, 3 -> 4 (head), merge");
	}

	@Test
	void ofWhenNothingIsDescribedHasNoComma() {
		assertThat(HistoryLine.of(HistoryLine.ids(List.of()), "1", "")).isEqualTo("<base> -> 1");
	}

}
