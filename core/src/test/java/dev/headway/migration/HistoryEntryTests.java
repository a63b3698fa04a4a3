package dev.headway.migration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.headway.revision.Revision;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryEntry}.
 */
class HistoryEntryTests {

	private static final Revision MERGE = new Revision("4", "merge", List.of("2", "3"), List.of("billing"),
			Set.of("accounts"));

	@Test
	void buildWhenNothingIsSetIsPending() {
		HistoryEntry entry = HistoryEntry.of(MERGE, "V4__merge.sql").build();
		assertThat(entry.state()).isEqualTo(RevisionState.PENDING);
		assertThat(entry.version()).isEqualTo("4");
		assertThat(entry.description()).isEqualTo("merge");
		assertThat(entry.revises()).containsExactly("2", "3");
		assertThat(entry.dependsOn()).containsExactly("billing");
		assertThat(entry.labels()).containsExactly("accounts");
		assertThat(entry.script()).isEqualTo("V4__merge.sql");
		assertThat(entry.mergePoint()).isTrue();
		assertThat(entry.current() || entry.head() || entry.branchPoint() || entry.reversible()).isFalse();
		assertThat(entry.installedOn()).isNull();
		assertThat(entry.installedBy()).isNull();
		assertThat(entry.executionTimeMillis()).isNull();
		assertThat(entry.undoneOn()).isNull();
		assertThat(entry.sameVersion()).isEmpty();
	}

	@Test
	void buildWhenAppliedKeepsWhoAppliedItAndWhen() {
		Instant noon = Instant.parse("2026-01-31T12:00:00Z");
		HistoryEntry entry = HistoryEntry.of(MERGE, "V4__merge.sql")
			.state(RevisionState.APPLIED)
			.current(true)
			.head(true)
			.branchPoint(true)
			.installed(noon, "mary", 4)
			.sameVersion(List.of("V4__other.sql"))
			.reversible(true)
			.undoneOn(noon.minusSeconds(1))
			.build();
		assertThat(entry.state()).isEqualTo(RevisionState.APPLIED);
		assertThat(entry.current() && entry.head() && entry.branchPoint() && entry.reversible()).isTrue();
		assertThat(entry.installedOn()).isEqualTo(noon);
		assertThat(entry.installedBy()).isEqualTo("mary");
		assertThat(entry.executionTimeMillis()).isEqualTo(4);
		assertThat(entry.sameVersion()).containsExactly("V4__other.sql");
		assertThat(entry.undoneOn()).isEqualTo("2026-01-31T11:59:59Z");
	}

	@Test
	void equalsWhenBuiltAlike() {
		assertThat(HistoryEntry.of(MERGE, "a").head(true).build())
			.isEqualTo(HistoryEntry.of(MERGE, "a").head(true).build())
			.isNotEqualTo(HistoryEntry.of(MERGE, "a").build());
	}

}
