package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.headway.revision.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EffectiveHistory}.
 */
class EffectiveHistoryTests {

	private final List<HistoryRow> rows = new ArrayList<>();

	@Test
	void appliedWhenDeletedIsGone() {
		row("1", "SQL", true);
		row("2", "SQL", true);
		row("2", "DELETE", true);
		assertThat(applied()).containsExactly("1");
	}

	@Test
	void appliedWhenDeletedAndAppliedAgainIsThere() {
		row("1", "SQL", true);
		row("1", "DELETE", true);
		row("1", "SQL", true);
		assertThat(applied()).containsExactly("1");
		row("1", "DELETE", true);
		assertThat(applied()).isEmpty();
		assertThat(history().unreadable()).isEmpty();
	}

	@Test
	void unreadableWhenOneApplicationIsDeletedTwice() {
		row("1", "SQL", true);
		row("1", "DELETE", true);
		row("1", "DELETE", true);
		assertThat(history().unreadable()).hasSize(1);
	}

	@Test
	void appliedWhenDeletionFailedIsThere() {
		row("1", "SQL", true);
		row("1", "DELETE", false);
		assertThat(applied()).containsExactly("1");
		assertThat(history().failed()).isEmpty();
	}

	@Test
	void appliedWhenNeverAppliedVersionIsDeletedIsUntouched() {
		row("1", "SQL", true);
		row("7", "DELETE", true);
		assertThat(applied()).containsExactly("1");
		assertThat(history().unreadable()).isEmpty();
	}

	@Test
	void failedWhenRepeatableOrVersionedFailed() {
		row("1", "SQL", false);
		row(null, "SQL", false);
		assertThat(history().failed()).hasSize(2);
		row("1", "DELETE", true);
		row(null, "DELETE", true);
		assertThat(history().failed()).isEmpty();
	}

	@Test
	void baselineWhenMarkerAndScriptIsTheHigher() {
		row("3", "BASELINE", true);
		row("5", "SQL_BASELINE", true);
		assertThat(history().baseline()).isEqualTo(version("5"));
		assertThat(applied()).containsExactly("5");
		assertThat(history().covers(version("4"))).isTrue();
		assertThat(history().covers(version("6"))).isFalse();
	}

	@Test
	void appliedWhenSchemaMarkerIsEmpty() {
		row("0", "SCHEMA", true);
		assertThat(applied()).isEmpty();
		assertThat(history().isBlank()).isTrue();
	}

	@Test
	void unreadableWhenPaidUndoRowIsThere() {
		row("1", "SQL", true);
		row("1", "UNDO_SQL", true);
		assertThat(history().unreadable()).extracting(HistoryRow::type).containsExactly("UNDO_SQL");
	}

	@Test
	void appliedWhenVersionIsWrittenOtherwiseIsTheSame() {
		row("01.0", "SQL", true);
		assertThat(history().covers(version("1"))).isTrue();
	}

	@Test
	void appliedWhenDeletedVersionIsWrittenOtherwiseIsGone() {
		row("1.0", "SQL", true);
		row("01", "DELETE", true);
		assertThat(applied()).isEmpty();
	}

	@Test
	void appliedWhenAppliedTwiceAndDeletedOnceIsTheFirst() {
		row("1", "SQL", true);
		row("1", "SQL", true);
		row("1", "DELETE", true);
		assertThat(history().applied().values()).extracting(HistoryRow::rank).containsExactly(1);
	}

	@Test
	void repeatablesWhenDeletedGoByTheirDescription() {
		repeatable("view", "SQL");
		repeatable("other", "SQL");
		repeatable("view", "DELETE");
		repeatable("view", "DELETE");
		assertThat(history().repeatables()).containsOnlyKeys("other");
		assertThat(history().unreadable()).isEmpty();
	}

	@Test
	void baselineWhenItsVersionIsDeletedStays() {
		row("1", "BASELINE", true);
		row("1", "DELETE", true);
		assertThat(history().baseline()).isEqualTo(version("1"));
	}

	private void row(@Nullable String version, String type, boolean success) {
		this.rows.add(new HistoryRow(this.rows.size() + 1, (version != null) ? version(version) : null, "d", type, "s",
				null, null, "mary", 1, success));
	}

	private void repeatable(String description, String type) {
		this.rows.add(new HistoryRow(this.rows.size() + 1, null, description, type, "s", null, null, "mary", 1, true));
	}

	private static Version version(String text) {
		return Version.parse(text).orElseThrow();
	}

	private SchemaHistory history() {
		return SchemaHistory.of(this.rows, Map.of());
	}

	private List<String> applied() {
		return history().applied().keySet().stream().map(Version::text).toList();
	}

}
