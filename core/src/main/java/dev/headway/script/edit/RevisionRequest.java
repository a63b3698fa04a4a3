package dev.headway.script.edit;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A revision that is about to be written, as it is asked for.
 *
 * @param message what it will do; becomes the description in the names of its files
 * @param heads symbols of the heads it shall revise; none means the only head
 * @param splice whether it may revise what is no head, which makes a new branch
 * @param dependsOn symbols of revisions that must be applied before it
 * @param labels branch labels for it
 * @param version its version as it is to be written, {@code null} for the next one
 */
public record RevisionRequest(String message, List<String> heads, boolean splice, List<String> dependsOn,
		Set<String> labels, @Nullable String version) {

	public RevisionRequest {
		heads = List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

	/**
	 * Ask for the next revision on the only head.
	 * @param message what it will do
	 * @return the request
	 */
	public static RevisionRequest of(String message) {
		return new RevisionRequest(message, List.of(), false, List.of(), Set.of(), null);
	}

}
