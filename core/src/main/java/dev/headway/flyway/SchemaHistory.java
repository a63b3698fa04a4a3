package dev.headway.flyway;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.headway.script.name.Version;

/**
 * What the rows of a schema history amount to: a migration whose row was followed by a
 * {@code DELETE} row counts as never applied, and markers of Flyway's own are left out.
 *
 * @param exists whether the history table exists
 * @param applied the versioned migrations in force, by version
 * @param failed the rows of migrations that failed, versioned or repeatable
 * @param baseline the version up to which a baseline stands for all migrations, or
 * {@code null} if there is none
 * @param unreadable rows that Flyway itself cannot make sense of
 * @param parents the parents that were stored for a version when it was applied
 */
public record SchemaHistory(boolean exists, NavigableMap<Version, HistoryRow> applied, List<HistoryRow> failed,
		@Nullable Version baseline, List<HistoryRow> unreadable, Map<Version, List<Version>> parents) {

	public SchemaHistory {
		applied = Collections.unmodifiableNavigableMap(new TreeMap<>(applied));
		failed = List.copyOf(failed);
		unreadable = List.copyOf(unreadable);
		parents = Map.copyOf(parents);
	}

	static SchemaHistory missing() {
		return new SchemaHistory(false, new TreeMap<>(), List.of(), null, List.of(), Map.of());
	}

	static SchemaHistory of(List<HistoryRow> rows, Map<Version, List<Version>> parents) {
		NetEffect effect = NetEffect.of(rows);
		return new SchemaHistory(true, effect.applied(), effect.failed(), effect.baseline(), effect.unreadable(),
				parents);
	}

	/**
	 * Whether a version is in force, by a row of its own or by a baseline.
	 * @param version the version
	 * @return {@code true} if nothing has to be run for it
	 */
	public boolean covers(Version version) {
		return this.applied.containsKey(version) || isBelowBaseline(version);
	}

	/**
	 * Whether a baseline stands for a version.
	 * @param version the version
	 * @return {@code true} if the version is the baseline's or lower
	 */
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
