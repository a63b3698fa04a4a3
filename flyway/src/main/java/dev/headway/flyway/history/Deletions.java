package dev.headway.flyway.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which history rows were undone by a later {@code DELETE} row.
 */
final class Deletions {

	private final Map<Object, HistoryRow> latest = new HashMap<>();

	private final Set<HistoryRow> deleted = new HashSet<>();

	void candidate(HistoryRow row) {
		if (!row.isSynthetic()) {
			this.latest.put(key(row), row);
		}
	}

	/**
	 * Take in a {@code DELETE} row.
	 * @param row the row
	 * @return {@code false} if what it deletes was deleted before, which Flyway refuses
	 * as a corrupted history
	 */
	boolean delete(HistoryRow row) {
		HistoryRow target = this.latest.get(key(row));
		return target == null || this.deleted.add(target) || row.version() == null;
	}

	boolean contains(HistoryRow row) {
		return this.deleted.contains(row);
	}

	private static Object key(HistoryRow row) {
		return (row.version() != null) ? row.version() : row.description();
	}

}
