package dev.headway.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A revision that is about to be written, as it is asked for: with symbols where the
 * {@link Revision} that comes of it names ids.
 *
 * @param id the id it shall have
 * @param description what it will do, for people; may be empty
 * @param heads symbols of the revisions it shall revise; two or more make a merge, none
 * or {@code base} a base
 * @param splice whether its parents may be revisions that are no heads, which makes a new
 * branch
 * @param dependsOn symbols of revisions that must be applied before it
 * @param labels branch labels for it
 * @see RevisionGraph#create(NewRevision)
 */
public record NewRevision(String id, String description, List<String> heads, boolean splice, List<String> dependsOn,
		Set<String> labels) {

	public NewRevision {
		heads = List.copyOf(heads);
		dependsOn = List.copyOf(dependsOn);
		labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
	}

	/**
	 * A revision without labels and dependencies.
	 * @param id the id it shall have
	 * @param description what it will do, for people
	 * @param heads symbols of the heads it shall revise
	 * @return the revision to create
	 */
	public static NewRevision on(String id, String description, String... heads) {
		return new NewRevision(id, description, List.of(heads), false, List.of(), Set.of());
	}

	/**
	 * The same, with parents that need not be heads.
	 * @return the revision to create
	 */
	public NewRevision withSplice() {
		return new NewRevision(this.id, this.description, this.heads, true, this.dependsOn, this.labels);
	}

	/**
	 * The same, with these dependencies.
	 * @param symbols symbols of revisions that must be applied before it
	 * @return the revision to create
	 */
	public NewRevision withDependsOn(String... symbols) {
		return new NewRevision(this.id, this.description, this.heads, this.splice, List.of(symbols), this.labels);
	}

	/**
	 * The same, with these branch labels.
	 * @param names the labels
	 * @return the revision to create
	 */
	public NewRevision withLabels(String... names) {
		return new NewRevision(this.id, this.description, this.heads, this.splice, this.dependsOn,
				new LinkedHashSet<>(List.of(names)));
	}

}
