package dev.headway.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A node of the revision graph: one versioned migration.
 *
 * @param id the version in the script's name, such as {@code 7} or {@code 20260131120000}
 * @param description what the migration does, for people; may be empty
 * @param parents ids of the revisions it revises; empty for a base, several for a merge
 * @param dependsOn ids or labels of revisions that must be applied before it without
 * being its parents
 * @param labels branch labels given to this revision
 */
public record Revision(String id, String description, List<String> parents, List<String> dependsOn,
		Set<String> labels) {

	public Revision {
		parents = List.copyOf(parents);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

}
