package dev.headway.script.edit;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A request to write a new revision.
 *
 * @param message what the revision does; becomes the description in its file names
 * @param heads symbols of the heads that it revises; none means the only head
 * @param splice whether it may revise a revision that is not a head, which creates a new
 * branch
 * @param dependsOn symbols of revisions that must be applied before it
 * @param labels its branch labels
 * @param version its version as it is written in its file names, {@code null} for the
 * next one
 * @see ScriptFolder#revision
 */
public record RevisionRequest(String message, List<String> heads, boolean splice, List<String> dependsOn,
		Set<String> labels, @Nullable String version) {

	public RevisionRequest {
		heads = List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

}
