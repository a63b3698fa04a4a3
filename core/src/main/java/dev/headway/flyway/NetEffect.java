package dev.headway.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.script.name.Version;

/**
 * Goes through history rows in the order of installation, as Flyway's
 * {@code MigrationInfoServiceImpl} does: a successful {@code DELETE} row undoes the
 * latest row of its version or, for a repeatable migration, of its description.
 */
final class NetEffect {

	private final List<HistoryRow> standing = new ArrayList<>();

	private final List<HistoryRow> unreadable = new ArrayList<>();

	private NetEffect() {
	}

	static NetEffect of(List<HistoryRow> rows) {
		NetEffect effect = new NetEffect();
		Deletions deletions = new Deletions();
		rows.forEach((row) -> effect.add(row, deletions));
		effect.standing.removeIf(deletions::contains);
		return effect;
	}

	private void add(HistoryRow row, Deletions deletions) {
		if (row.isUndo()) {
			this.unreadable.add(row);
		}
		else if (!row.isDelete()) {
			this.standing.add(row);
			deletions.candidate(row);
		}
		else if (row.success() && !deletions.delete(row)) {
			this.unreadable.add(row);
		}
	}

	NavigableMap<Version, HistoryRow> applied() {
		NavigableMap<Version, HistoryRow> applied = new TreeMap<>();
		for (HistoryRow row : this.standing) {
			if (row.version() != null && row.success() && !row.isSynthetic()) {
				applied.put(row.version(), row);
			}
		}
		return applied;
	}

	List<HistoryRow> failed() {
		return this.standing.stream().filter((row) -> !row.success() && !row.isSynthetic()).toList();
	}

	@Nullable Version baseline() {
		return this.standing.stream()
			.filter((row) -> row.success() && (row.isBaselineMarker() || row.isBaselineScript()))
			.map(HistoryRow::version)
			.filter(Objects::nonNull)
			.max(Version::compareTo)
			.orElse(null);
	}

	List<HistoryRow> unreadable() {
		return this.unreadable;
	}

}
