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
 * @param content what its files contain below the header, {@code null} for a hint to
 * write it
 * @see ScriptFolder#revision
 */
public record RevisionRequest(String message, List<String> heads, boolean splice, List<String> dependsOn,
		Set<String> labels, @Nullable String version, @Nullable Content content) {

	public RevisionRequest {
		heads = List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

	public RevisionRequest(String message, List<String> heads, boolean splice, List<String> dependsOn,
			Set<String> labels, @Nullable String version) {
		this(message, heads, splice, dependsOn, labels, version, null);
	}

	/**
	 * Return the same request with content for both files.
	 * @param content the content
	 * @return the request
	 */
	public RevisionRequest with(Content content) {
		return new RevisionRequest(this.message, this.heads, this.splice, this.dependsOn, this.labels, this.version,
				content);
	}

	/**
	 * What the files of a revision contain.
	 *
	 * @param upgrade the lines of the {@code V} file below its header
	 * @param downgrade the lines of the {@code U} file
	 */
	public record Content(List<String> upgrade, List<String> downgrade) {

		public Content {
			upgrade = List.copyOf(upgrade);
			downgrade = List.copyOf(downgrade);
		}

	}

}
