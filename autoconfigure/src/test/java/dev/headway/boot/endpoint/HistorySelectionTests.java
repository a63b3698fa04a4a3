package dev.headway.boot.endpoint;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.headway.boot.MigrationStates;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.RevisionState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HistorySelection}.
 */
class HistorySelectionTests {

	private final List<HistoryEntry> history = MigrationStates.CONFLICT.history();

	@Test
	void parseWithoutParametersSelectsAll() {
		HistorySelection selection = HistorySelection.parse(null, null, null);
		assertThat(selection.matching(this.history)).isEqualTo(this.history);
		assertThat(selection.page(this.history)).isEqualTo(this.history);
	}

	@ParameterizedTest
	@EnumSource(RevisionState.class)
	void parseReadsEachStateAsItIsShown(RevisionState state) {
		assertThat(HistorySelection.parse(state.name(), null, null).state()).isEqualTo(state);
	}

	@ParameterizedTest
	@ValueSource(strings = { "above_target", "above-target", " Above-Target " })
	void parseReadsStateInAnySpelling(String state) {
		assertThat(HistorySelection.parse(state, null, null).state()).isEqualTo(RevisionState.ABOVE_TARGET);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "'', -, -, state", "CURRENT, -, -, state", "-, one, -, offset", "-, '', -, offset",
					"-, 2147483648, -, offset", "-, -, -1, limit", "-, -, '1,2', limit", "-, -, 0x10, limit" })
	void parseWhenValueIsInvalidNamesParameterAndAnswersBadRequest(@Nullable String state, @Nullable String offset,
			@Nullable String limit, String parameter) {
		assertThatExceptionOfType(MigrationsRequestException.class)
			.isThrownBy(() -> HistorySelection.parse(state, offset, limit))
			.withMessageStartingWith("The parameter '%s' is '".formatted(parameter))
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(400));
	}

	@ParameterizedTest
	@CsvSource({ "0, 2, 1 2", "1, 1, 2", "2, 9, 3", "-1, 9, 3", "-2, 1, 2", "-9, 2, 1 2",
			"-2147483648, 2147483647, 1 2 3" })
	void pageReturnsThatPart(int offset, int limit, String versions) {
		assertThat(new HistorySelection(null, offset, limit).page(this.history)).extracting(HistoryEntry::version)
			.containsExactly(versions.split(" "));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "3, 9", "2147483647, 2147483647", "-1, 0" })
	void pageWhenNothingIsLeftIsEmpty(int offset, int limit) {
		assertThat(new HistorySelection(null, offset, limit).page(this.history)).isEmpty();
	}

	@Test
	void matchingReturnsRevisionsInThatState() {
		assertThat(new HistorySelection(RevisionState.PENDING, 0, 1).matching(this.history))
			.extracting(HistoryEntry::version)
			.containsExactly("2", "3");
	}

}
