package dev.headway.flyway.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.api.CoreMigrationType;

import dev.headway.revision.Version;

/**
 * A script that was applied under another version or with another header, to be recorded
 * as what it is now without running it again.
 *
 * @param old the row that records what it was
 * @param now what it is
 */
public record Replacement(HistoryRow old, Stamp now) {

	/**
	 * The row that takes the old one out of force. It names the new script.
	 */
	HistoryRow deletion(int rank) {
		return new HistoryRow(rank, this.old.requireVersion(), this.old.description(), CoreMigrationType.DELETE.name(),
				this.now.script().relativePath(), this.old.checksum(), null, null, 0, true);
	}

	/**
	 * The stored parents afterwards, also of revisions that name what was replaced.
	 */
	static Map<Version, List<Version>> parents(Map<Version, List<Version>> stored, List<Replacement> replacements) {
		Map<Version, Version> versions = new HashMap<>();
		Map<Version, List<Version>> parents = new HashMap<>(stored);
		for (Replacement replacement : replacements) {
			versions.put(replacement.old().requireVersion(), replacement.now().version());
			parents.remove(replacement.old().requireVersion());
		}
		parents.replaceAll(
				(version, named) -> named.stream().map((parent) -> versions.getOrDefault(parent, parent)).toList());
		replacements.forEach((replacement) -> parents.put(replacement.now().version(), replacement.now().parents()));
		return parents;
	}

}
