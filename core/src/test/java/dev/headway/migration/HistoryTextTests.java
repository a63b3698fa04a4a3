package dev.headway.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.plan.HeadConflict;
import dev.headway.revision.Revision;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryText}.
 */
class HistoryTextTests {

	@Test
	void linesWhenConflict() {
		MigrationState state = state(new HeadConflict(List.of("2", "3"), List.of("1"), List.of(), List.of()),
				List.of(entry("1", "create users", List.of(), RevisionState.APPLIED, true),
						head("2", "add password hashes", List.of("1")), head("3", "add avatars", List.of("1"))));
		assertThat(new HistoryText(state).lines()).containsExactly("1 -> 3 (head), add avatars",
				"1 -> 2 (head), add password hashes", "<base> -> 1 (branchpoint) (current), create users");
	}

	@Test
	void linesWhenMerged() {
		assertThat(new HistoryText(state(null, List.of(head("4", "merge", List.of("2", "3"))))).lines())
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
		history.add(head("31", "other branch", List.of("8")));
		MigrationState state = state(new HeadConflict(List.of("30", "31"), List.of("8"), List.of(), List.of()),
				history);
		assertThat(new HistoryText(state).lines()).startsWith("8 -> 31 (head), other branch")
			.contains("7 -> 8, number 8", "6 -> 7, number 7")
			.endsWith("... and 6 older");
	}

	private static List<HistoryEntry> linear(int size) {
		List<HistoryEntry> history = new ArrayList<>();
		for (int i = 1; i <= size; i++) {
			history.add(entry(String.valueOf(i), "number " + i, (i == 1) ? List.of() : List.of(String.valueOf(i - 1)),
					RevisionState.APPLIED, false));
		}
		return history;
	}

	private static MigrationState state(@Nullable HeadConflict conflict, List<HistoryEntry> history) {
		return new MigrationState(MigrationStatus.CONFLICT, List.of(), List.of(), List.of(), conflict, List.of(),
				history);
	}

	private static HistoryEntry head(String version, String description, List<String> revises) {
		return entry(version, description, revises).head(true).build();
	}

	private static HistoryEntry entry(String version, String description, List<String> revises, RevisionState state,
			boolean fork) {
		return entry(version, description, revises).state(state).current(fork).branchPoint(fork).build();
	}

	private static HistoryEntry.Builder entry(String version, String description, List<String> revises) {
		return HistoryEntry.of(new Revision(version, description, revises, List.of(), Set.of()), "V.sql");
	}

}
