package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

	/**
	 * The {@code DELETE} rows by what they took out of force.
	 */
	private final Map<HistoryRow, HistoryRow> deletions = new LinkedHashMap<>();

	/**
	 * What was recorded in place of a deleted row, by the {@code DELETE} row.
	 */
	private final Map<HistoryRow, HistoryRow> moved = new HashMap<>();

	private EffectiveHistory() {
	}

	static EffectiveHistory of(List<HistoryRow> rows) {
		EffectiveHistory effect = new EffectiveHistory();
		rows.forEach(effect::add);
		effect.findMoved();
		effect.standing.removeAll(effect.deletions.keySet());
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
		return target == null || this.deletions.putIfAbsent(target, row) == null || row.version() == null;
	}

	/**
	 * Find the rows that a {@link Replacement} has recorded: their script is named by an
	 * earlier {@code DELETE} row, which is no undo script's.
	 */
	private void findMoved() {
		Map<String, List<HistoryRow>> rows = new HashMap<>();
		this.deletions.values().forEach((deletion) -> rows.put(deletion.script(), new ArrayList<>()));
		this.standing.forEach((row) -> rows.getOrDefault(row.script(), new ArrayList<>()).add(row));
		this.deletions.forEach((deleted, deletion) -> rows.getOrDefault(deletion.script(), List.of())
			.stream()
			.filter((row) -> row.rank() > deletion.rank() && !isSame(row, deleted, deletion))
			.findFirst()
			.ifPresent((row) -> {
				this.moved.put(deletion, row);
				this.undone.remove(deleted.version(), deletion);
			}));
		this.moved.replaceAll((deletion, row) -> latest(row));
	}

	/**
	 * Whether a row records the same again, as after a repair.
	 */
	private static boolean isSame(HistoryRow row, HistoryRow deleted, HistoryRow deletion) {
		return row.script().equals(deleted.script()) && Objects.equals(row.version(), deleted.version())
				&& Objects.equals(row.checksum(), deletion.checksum());
	}

	private HistoryRow latest(HistoryRow row) {
		HistoryRow next = this.moved.get(this.deletions.get(row));
		return (next != null) ? latest(next) : row;
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

	Map<HistoryRow, HistoryRow> moved() {
		return this.moved;
	}

	/**
	 * The {@code DELETE} rows of {@code flyway repair}, which name the script of the row
	 * that they delete.
	 */
	Set<HistoryRow> forgotten() {
		return this.deletions.entrySet()
			.stream()
			.filter((deletion) -> deletion.getKey().script().equals(deletion.getValue().script())
					&& !this.moved.containsKey(deletion.getValue()))
			.map(Map.Entry::getValue)
			.collect(Collectors.toSet());
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
