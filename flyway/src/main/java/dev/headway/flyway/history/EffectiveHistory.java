package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * Reads history rows in the order of installation, as Flyway's
 * {@code MigrationInfoServiceImpl} does: a successful {@code DELETE} row undoes the
 * latest row of its version or, for a repeatable migration, of its description. One that
 * did not succeed deletes nothing; it marks an undo script that started and did not
 * finish.
 */
final class EffectiveHistory {

	private final List<HistoryRow> standing = new ArrayList<>();

	private final List<HistoryRow> unreadable = new ArrayList<>();

	private final Map<Version, HistoryRow> undone = new HashMap<>();

	private final NavigableMap<Version, HistoryRow> halfUndone = new TreeMap<>();

	/**
	 * The latest row that can be deleted, by version or by description.
	 */
	private final Map<Object, HistoryRow> latest = new HashMap<>();

	private final Set<HistoryRow> deleted = new HashSet<>();

	private EffectiveHistory() {
	}

	static EffectiveHistory of(List<HistoryRow> rows) {
		EffectiveHistory effect = new EffectiveHistory();
		rows.forEach(effect::add);
		effect.standing.removeAll(effect.deleted);
		return effect;
	}

	private void add(HistoryRow row) {
		if (row.isUndo()) {
			this.unreadable.add(row);
		}
		else if (!row.isDelete()) {
			this.standing.add(row);
			if (!row.isSynthetic()) {
				this.latest.put(key(row), row);
			}
			forgetMark(row);
		}
		else if (!row.success()) {
			mark(row);
		}
		else if (delete(row)) {
			forgetMark(row);
			if (row.version() != null) {
				this.undone.put(row.version(), row);
			}
		}
		else {
			this.unreadable.add(row);
		}
	}

	/**
	 * Delete what a {@code DELETE} row refers to, unless it was deleted before: Flyway
	 * refuses such a history.
	 */
	private boolean delete(HistoryRow row) {
		HistoryRow target = this.latest.get(key(row));
		return target == null || this.deleted.add(target) || row.version() == null;
	}

	private static Object key(HistoryRow row) {
		return (row.version() != null) ? row.version() : row.description();
	}

	private void mark(HistoryRow row) {
		if (row.version() != null) {
			this.halfUndone.put(row.version(), row);
		}
	}

	private void forgetMark(HistoryRow row) {
		if (row.version() != null) {
			this.halfUndone.remove(row.version());
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

	/**
	 * The latest row in force of each repeatable migration, by description.
	 */
	Map<String, HistoryRow> repeatables() {
		Map<String, HistoryRow> repeatables = new HashMap<>();
		for (HistoryRow row : this.standing) {
			if (row.version() == null && row.success() && !row.isSynthetic()) {
				repeatables.put(row.description(), row);
			}
		}
		return repeatables;
	}

	Set<String> types() {
		return this.standing.stream().map(HistoryRow::type).collect(Collectors.toSet());
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

	/**
	 * The latest row that undid a version, by version.
	 */
	Map<Version, HistoryRow> undone() {
		return this.undone;
	}

	/**
	 * The marks of undo scripts that did not finish, for versions that are applied.
	 */
	List<HistoryRow> halfUndone() {
		Map<Version, HistoryRow> applied = applied();
		return this.halfUndone.values().stream().filter((row) -> applied.containsKey(row.version())).toList();
	}

	List<HistoryRow> unreadable() {
		return this.unreadable;
	}

}
