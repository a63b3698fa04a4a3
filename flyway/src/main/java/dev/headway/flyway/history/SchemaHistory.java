package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.revision.Version;

/**
 * The effective content of a schema history: a migration whose row is followed by a
 * {@code DELETE} row counts as never applied, and Flyway's own markers are left out.
 *
 * @param exists whether the history table exists
 * @param applied the versioned migrations in force, by version
 * @param repeatables the latest row in force of each repeatable migration, by description
 * @param types the types of the rows in force
 * @param failed the rows of migrations that failed, versioned or repeatable
 * @param undone the latest row that undid a version, by version
 * @param halfUndone the marks of undo scripts that started and did not finish
 * @param baseline the version up to which a baseline replaces all migrations, or
 * {@code null} if there is none
 * @param unreadable rows that Flyway itself cannot interpret
 * @param parents the parents that were stored for a version when it was applied
 * @param rank the rank of the latest row, 0 if there is none
 */
public record SchemaHistory(boolean exists, NavigableMap<Version, HistoryRow> applied,
		Map<String, HistoryRow> repeatables, Set<String> types, List<HistoryRow> failed,
		Map<Version, HistoryRow> undone, List<HistoryRow> halfUndone, @Nullable Version baseline,
		List<HistoryRow> unreadable, Map<Version, List<Version>> parents, int rank) {

	public SchemaHistory {
		applied = Collections.unmodifiableNavigableMap(new TreeMap<>(applied));
		repeatables = Map.copyOf(repeatables);
		types = Set.copyOf(types);
		failed = List.copyOf(failed);
		undone = Map.copyOf(undone);
		halfUndone = List.copyOf(halfUndone);
		unreadable = List.copyOf(unreadable);
		parents = Map.copyOf(parents);
	}

	static SchemaHistory missing() {
		return new SchemaHistory(false, new TreeMap<>(), Map.of(), Set.of(), List.of(), Map.of(), List.of(), null,
				List.of(), Map.of(), 0);
	}

	public static SchemaHistory supposing(List<Stamp> revisions) {
		if (revisions.isEmpty()) {
			return missing();
		}
		List<HistoryRow> rows = new ArrayList<>();
		Map<Version, List<Version>> parents = new HashMap<>();
		for (Stamp revision : revisions) {
			rows.add(revision.row(rows.size() + 1));
			parents.put(revision.version(), revision.parents());
		}
		return of(rows, parents);
	}

	static SchemaHistory of(List<HistoryRow> rows, Map<Version, List<Version>> parents) {
		EffectiveHistory effect = EffectiveHistory.of(rows);
		int rank = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).rank();
		return new SchemaHistory(true, effect.applied(), effect.repeatables(), effect.types(), effect.failed(),
				effect.undone(), effect.halfUndone(), effect.baseline(), effect.unreadable(), parents, rank);
	}

	public List<HistoryRow> appliedLatestFirst() {
		return this.applied.values().stream().sorted(Comparator.comparingInt(HistoryRow::rank).reversed()).toList();
	}

	public boolean covers(Version version) {
		return this.applied.containsKey(version) || isBelowBaseline(version);
	}

	public boolean isBelowBaseline(Version version) {
		return this.baseline != null && version.compareTo(this.baseline) <= 0;
	}

	/**
	 * Whether nothing versioned was ever applied or baselined.
	 * @return {@code true} if an upgrade would be the first one
	 */
	public boolean isBlank() {
		return this.applied.isEmpty() && this.failed.isEmpty() && this.baseline == null;
	}

}
