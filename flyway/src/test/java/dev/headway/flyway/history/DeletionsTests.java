package dev.headway.flyway.history;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

class DeletionsTests {

	private final Deletions deletions = new Deletions();

	private static HistoryRow row(int rank, @Nullable String version, String description, String type) {
		return new HistoryRow(rank, (version != null) ? Version.parse(version).orElseThrow() : null, description, type,
				"script", null, null, null, 0, true);
	}

	@Test
	void deleteWhenVersionIsWrittenOtherwiseDeletesIt() {
		HistoryRow applied = row(1, "1.0", "a", "SQL");
		this.deletions.candidate(applied);
		assertThat(this.deletions.delete(row(2, "01", "b", "DELETE"))).isTrue();
		assertThat(this.deletions.contains(applied)).isTrue();
	}

	@Test
	void deleteWhenAppliedTwiceDeletesTheLatest() {
		HistoryRow first = row(1, "1", "a", "SQL");
		HistoryRow second = row(2, "1", "a", "SQL");
		this.deletions.candidate(first);
		this.deletions.candidate(second);
		this.deletions.delete(row(3, "1", "a", "DELETE"));
		assertThat(this.deletions.contains(first)).isFalse();
		assertThat(this.deletions.contains(second)).isTrue();
	}

	@Test
	void deleteWhenDeletedBeforeIsRefused() {
		this.deletions.candidate(row(1, "1", "a", "SQL"));
		assertThat(this.deletions.delete(row(2, "1", "a", "DELETE"))).isTrue();
		assertThat(this.deletions.delete(row(3, "1", "a", "DELETE"))).isFalse();
	}

	@Test
	void deleteWhenRepeatableGoesByItsDescription() {
		HistoryRow view = row(1, null, "view", "SQL");
		HistoryRow other = row(2, null, "other", "SQL");
		this.deletions.candidate(view);
		this.deletions.candidate(other);
		assertThat(this.deletions.delete(row(3, null, "view", "DELETE"))).isTrue();
		assertThat(this.deletions.delete(row(4, null, "view", "DELETE"))).isTrue();
		assertThat(this.deletions.contains(view)).isTrue();
		assertThat(this.deletions.contains(other)).isFalse();
	}

	@Test
	void deleteWhenTargetIsAMarkerOfFlywaysOwnLeavesIt() {
		HistoryRow baseline = row(1, "1", "a", "BASELINE");
		this.deletions.candidate(baseline);
		assertThat(this.deletions.delete(row(2, "1", "a", "DELETE"))).isTrue();
		assertThat(this.deletions.contains(baseline)).isFalse();
	}

}
