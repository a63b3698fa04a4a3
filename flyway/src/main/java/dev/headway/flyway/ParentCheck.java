package dev.headway.flyway;

import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.headway.flyway.history.HistoryMovedException;
import dev.headway.flyway.history.HistoryTail;
import dev.headway.flyway.history.SchemaHistory;
import dev.headway.revision.Version;

/**
 * Makes sure during an upgrade, under Flyway's lock, that no other build has applied
 * revisions that this one does not have, and that no revision runs whose parents are not
 * in force. Follows the history by a {@link HistoryTail}.
 */
final class ParentCheck {

	private final Upgrade upgrade;

	private final HistoryTail history;

	private boolean started;

	ParentCheck(Upgrade upgrade, HistoryTail history) {
		this.upgrade = upgrade;
		this.history = history;
	}

	HistoryTail history() {
		return this.history;
	}

	/**
	 * Read what is new in the history.
	 * @throws HistoryMovedException if another build wrote it
	 */
	void advance(Connection connection) {
		List<Version> found = this.history.advance(connection);
		Consumer<SchemaHistory> recheck = this.upgrade.recheck();
		if (recheck != null && !(this.started && found.isEmpty())) {
			recheck.accept(this.history.read(connection));
		}
		this.started = true;
		List<Version> foreign = found.stream()
			.filter((version) -> !this.upgrade.known().contains(version))
			.sorted()
			.toList();
		if (!foreign.isEmpty()) {
			throw new HistoryMovedException("While this upgrade was waiting, another build applied " + text(foreign)
					+ ", which this build does not have. Nothing more was applied."
					+ " Deploy a build that has the revisions of both.");
		}
	}

	/**
	 * Note that a revision is about to run.
	 * @param version its version
	 * @param baseline whether it is a baseline script, which needs no parents
	 * @param group whether rows of this run are not visible yet
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
			throw new HistoryMovedException(
					"While this upgrade was waiting, another process applied a version later than " + text(missing)
							+ " or undid " + text(missing) + ", on which " + version
							+ " depends. Nothing more was applied. Start again.");
		}
	}

	private static String text(List<Version> versions) {
		return versions.stream().map(Version::text).collect(Collectors.joining(", "));
	}

}
