package dev.headway.flyway;

import java.sql.Connection;
import java.util.List;

import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryRow;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.TableName;
import dev.headway.revision.Version;

/**
 * Goes along with one upgrade and makes sure, under Flyway's lock, that no other build
 * has brought foreign revisions meanwhile, and that no revision runs whose parents are
 * missing.
 */
final class ParentCheck {

	private final Upgrade upgrade;

	private final HistoryTail history;

	ParentCheck(Upgrade upgrade, HistoryTail history) {
		this.upgrade = upgrade;
		this.history = history;
	}

	TableName table() {
		return this.history.table();
	}

	/**
	 * The rank of the latest row seen, 0 if there is none.
	 */
	int rank() {
		return this.history.rank();
	}

	/**
	 * Read what is new in the history.
	 * @throws HistoryMovedException if that is of another build
	 */
	void advance(Connection connection) {
		List<Version> foreign = this.history.advance(connection)
			.stream()
			.filter((version) -> !this.upgrade.known().contains(version))
			.sorted()
			.toList();
		if (!foreign.isEmpty()) {
			throw new HistoryMovedException("Another build applied " + foreign
					+ " while this upgrade was waiting, and this build does not have it. Nothing more was applied."
					+ " Deploy a build that has the revisions of both.");
		}
	}

	/**
	 * Note that a revision is about to run.
	 * @param version its version
	 * @param baseline whether it is a baseline script, which needs no parents
	 * @param group whether what this run has applied is not yet to be seen in the history
	 * @throws HistoryMovedException if one of its parents is not in force
	 */
	void begin(Version version, boolean baseline, boolean group) {
		if (!baseline) {
			requireParents(version, group);
		}
		this.history.begin(version);
	}

	private void requireParents(Version version, boolean group) {
		List<Version> required = this.upgrade.parents()
			.getOrDefault(version, List.of())
			.stream()
			.filter(this.upgrade.required()::contains)
			.toList();
		List<Version> missing = this.history.missing(required, group);
		if (!missing.isEmpty()) {
			throw new HistoryMovedException("Another process applied a later version than " + missing
					+ ", or undid that, while this upgrade was waiting, and " + version
					+ " builds on it. Nothing more was applied. Start again.");
		}
	}

	/**
	 * Whether a higher version than a given one is applied.
	 */
	boolean isBelowHighest(Version version) {
		return this.history.isBelowHighest(version);
	}

	/**
	 * Note that a row was written by this run.
	 */
	void add(HistoryRow row) {
		this.history.add(row);
	}

}
