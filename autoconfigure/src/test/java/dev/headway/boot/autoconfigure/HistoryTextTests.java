package dev.headway.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.boot.MigrationStates;
import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationConflict;
import dev.headway.migration.MigrationState;
import dev.headway.migration.MigrationStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryText}.
 */
class HistoryTextTests {

	@Test
	void linesWhenConflict() {
		assertThat(new HistoryText(MigrationStates.CONFLICT).lines()).containsExactly("1 -> 3 (head), add avatars",
				"1 -> 2 (head), add password hashes", "<base> -> 1 (branchpoint) (current), create users");
	}

	@Test
	void linesWhenMerged() {
		assertThat(
				new HistoryText(state(null, List.of(MigrationStates.pending("4", "merge", List.of("2", "3"))))).lines())
			.containsExactly("2, 3 -> 4 (head) (mergepoint), merge");
	}

	@Test
	void linesWhenEmpty() {
		assertThat(new HistoryText(state(null, List.of())).lines()).isEmpty();
	}

	@Test
	void linesWhenHistoryIsLongCountWhatIsOfNoInterest() {
		assertThat(new HistoryText(state(null, linear(1000))).lines()).hasSize(11)
			.startsWith("999 -> 1000, number 1000")
			.endsWith("... and 990 older");
	}

	@Test
	void linesWhenForkIsOldReachDownToIt() {
		List<HistoryEntry> history = linear(30);
		history.add(MigrationStates.pending("31", "other branch", List.of("8")));
		MigrationState state = state(new MigrationConflict(List.of("30", "31"), List.of("8"), List.of()), history);
		assertThat(new HistoryText(state).lines()).startsWith("8 -> 31 (head), other branch")
			.contains("7 -> 8, number 8", "6 -> 7, number 7")
			.endsWith("... and 6 older");
	}

	private static List<HistoryEntry> linear(int size) {
		List<HistoryEntry> history = new ArrayList<>();
		for (int i = 1; i <= size; i++) {
			history.add(MigrationStates.applied(String.valueOf(i), "number " + i,
					(i == 1) ? List.of() : List.of(String.valueOf(i - 1)), false, false, false));
		}
		return history;
	}

	private static MigrationState state(@Nullable MigrationConflict conflict, List<HistoryEntry> history) {
		return new MigrationState(MigrationStatus.CONFLICT, List.of(), List.of(), List.of(), conflict, List.of(),
				history);
	}

}
