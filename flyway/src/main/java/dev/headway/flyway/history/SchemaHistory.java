package dev.headway.flyway.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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
 * @param moved the {@code DELETE} rows of {@link Replacement}s, and what is recorded in
 * place of what they delete
 * @param forgotten the {@code DELETE} rows of {@code flyway repair}
 * @param halfUndone the marks of undo scripts that started and did not finish
 * @param baseline the version up to which a baseline replaces all migrations, or
 * {@code null} if there is none
 * @param unreadable rows that Flyway itself cannot interpret
 * @param parents the parents that were stored for a version when it was applied
 * @param run how far the latest migration has got that is not rolled back, or
 * {@code null} if that is not known
 * @param progress what the graph table says about an upgrade that runs, or {@code null}
 * @param rank the rank of the latest row, 0 if there is none
 */
public record SchemaHistory(boolean exists, NavigableMap<Version, HistoryRow> applied,
		Map<String, HistoryRow> repeatables, Set<String> types, List<HistoryRow> failed,
		Map<Version, HistoryRow> undone, Map<HistoryRow, HistoryRow> moved, Set<HistoryRow> forgotten,
		List<HistoryRow> halfUndone, @Nullable Version baseline, List<HistoryRow> unreadable,
		Map<Version, List<Version>> parents, @Nullable ScriptRun run, @Nullable String progress, int rank) {

	public SchemaHistory {
		applied = Collections.unmodifiableNavigableMap(new TreeMap<>(applied));
		repeatables = Map.copyOf(repeatables);
		types = Set.copyOf(types);
		failed = List.copyOf(failed);
		undone = Map.copyOf(undone);
		moved = Map.copyOf(moved);
		forgotten = Set.copyOf(forgotten);
		halfUndone = List.copyOf(halfUndone);
		unreadable = List.copyOf(unreadable);
		parents = Map.copyOf(parents);
	}

	static SchemaHistory missing() {
		return new SchemaHistory(false, new TreeMap<>(), Map.of(), Set.of(), List.of(), Map.of(), Map.of(), Set.of(),
				List.of(), null, List.of(), Map.of(), null, null, 0);
	}

	public static SchemaHistory supposing(List<Stamp> revisions) {
		if (revisions.isEmpty()) {
			return missing();
		}
		List<HistoryRow> rows = new ArrayList<>();
		Map<String, String> parents = new HashMap<>();
		for (Stamp revision : revisions) {
			rows.add(revision.row(rows.size() + 1));
			parents.put(revision.version().text(), GraphTable.text(revision.parents()));
		}
		return of(rows, parents);
	}

	/**
	 * Combine the rows of both tables.
	 * @param texts what the graph table has
	 */
	static SchemaHistory of(List<HistoryRow> rows, Map<String, String> texts) {
		EffectiveHistory effect = EffectiveHistory.of(rows);
		int rank = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).rank();
		return new SchemaHistory(true, effect.applied(), effect.repeatables(), effect.types(), effect.failed(),
				effect.undone(), effect.moved(), effect.forgotten(), effect.halfUndone(), effect.baseline(),
				effect.unreadable(), GraphTable.parents(texts),
				Optional.ofNullable(texts.get(ScriptRun.KEY)).flatMap(ScriptRun::parse).orElse(null),
				texts.get(GraphTable.PROGRESS), rank);
	}

	/**
	 * Return the history after some replacements.
	 * @param replacements what to record in place of rows in force
	 * @return a copy of this history
	 */
	public SchemaHistory replacing(List<Replacement> replacements) {
		if (replacements.isEmpty()) {
			return this;
		}
		NavigableMap<Version, HistoryRow> applied = new TreeMap<>(this.applied);
		Map<HistoryRow, HistoryRow> moved = new HashMap<>(this.moved);
		replacements.forEach((replacement) -> applied.remove(replacement.old().requireVersion()));
		int rank = this.rank + replacements.size();
		for (Replacement replacement : replacements) {
			rank++;
			HistoryRow row = replacement.now().row(rank);
			applied.put(replacement.now().version(), row);
			moved.replaceAll((deletion, latest) -> latest.equals(replacement.old()) ? row : latest);
			moved.put(replacement.deletion(rank - replacements.size()), row);
		}
		return new SchemaHistory(this.exists, applied, this.repeatables, this.types, this.failed, this.undone, moved,
				this.forgotten, this.halfUndone, this.baseline, this.unreadable,
				Replacement.parents(this.parents, replacements), this.run, this.progress, rank);
	}

	/**
	 * Find the row of a script that has been moved since this version of it was applied.
	 * @param version its version then
	 * @param script whether a row of this version records the script
	 * @return the row in force, empty if it was not moved
	 */
	public Optional<HistoryRow> successor(Version version, Predicate<HistoryRow> script) {
		return this.moved.keySet()
			.stream()
			.filter((row) -> version.equals(row.version()) && script.test(row))
			.max(Comparator.comparingInt(HistoryRow::rank))
			.map(this.moved::get)
			.filter((row) -> row.equals(this.applied.get(row.version())));
	}

	/**
	 * Whether a baseline without a script replaces a version.
	 * @param version the version
	 * @return {@code true} if nobody knows what it replaces
	 */
	public boolean isBelowBaselineMarker(Version version) {
		HistoryRow script = (this.baseline != null) ? this.applied.get(this.baseline) : null;
		return isBelowBaseline(version) && (script == null || !script.isBaselineScript());
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
